"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.shop import views

app_name = "shop"
urlpatterns: list[URLPattern | URLResolver] = [
    path("products/<str:product_id>/", views.product, name="product"),
    path("products/<str:product_id>/hold/", views.hold_product, name="hold"),
    path("shops/<str:merchant_id>/", views.shop_front, name="shop"),
    path("basket/", views.basket, name="basket"),
    path("basket/<str:hold_id>/change/", views.change_line, name="change"),
    path("basket/<str:hold_id>/release/", views.release_line, name="release"),
    path("basket/checkout/", views.checkout_page, name="checkout"),
    path("orders/", views.orders, name="orders"),
    path("orders/<str:order_id>/", views.order, name="order"),
    path("orders/<str:order_id>/pay/", views.begin_paying, name="begin_paying"),
    path("orders/<str:order_id>/cancel/", views.cancel, name="cancel"),
    path("orders/lines/<str:line_id>/arrived/", views.arrived, name="arrived"),
    path("orders/lines/<str:line_id>/return/", views.send_back, name="send_back"),
    path("orders/lines/<str:line_id>/keep/", views.keep_line, name="keep"),
    path("payments/<str:payment_id>/", views.pay, name="pay"),
    path("payments/callback/<str:provider>/", views.callback, name="callback"),
]
