"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.shop.views import baskets, orders, payments, products

app_name = "shop"
urlpatterns: list[URLPattern | URLResolver] = [
    path("products/<str:product_id>/", products.product, name="product"),
    path("products/<str:product_id>/hold/", products.hold_product, name="hold"),
    path("shops/<str:merchant_id>/", products.shop_front, name="shop"),
    path("basket/", baskets.basket, name="basket"),
    path("basket/<str:hold_id>/change/", baskets.change_line, name="change"),
    path("basket/<str:hold_id>/release/", baskets.release_line, name="release"),
    path("basket/checkout/", baskets.checkout_page, name="checkout"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:order_id>/", orders.order, name="order"),
    path("orders/<str:order_id>/pay/", orders.begin_paying, name="begin_paying"),
    path("orders/<str:order_id>/cancel/", orders.cancel, name="cancel"),
    path("orders/lines/<str:line_id>/arrived/", orders.arrived, name="arrived"),
    path("orders/lines/<str:line_id>/return/", orders.send_back, name="send_back"),
    path("orders/lines/<str:line_id>/keep/", orders.keep_line, name="keep"),
    path("payments/<str:payment_id>/", payments.pay, name="pay"),
    path("payments/callback/<str:provider>/", payments.callback, name="callback"),
]
