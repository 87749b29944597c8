"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from isotherm.web.desk.views import (
    briefs,
    exchange,
    lots,
    option_pictures,
    products,
    stock,
    today,
    trials,
)

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.which, name="which"),
    path("<str:merchant_id>/", today.home, name="home"),
    path("<str:merchant_id>/map/", today.opportunity_map, name="map"),
    path("<str:merchant_id>/briefs/", briefs.briefs, name="briefs"),
    path("<str:merchant_id>/briefs/<str:brief_id>/", briefs.brief, name="brief"),
    path("<str:merchant_id>/briefs/<str:brief_id>/take/", briefs.take, name="take"),
    path("<str:merchant_id>/briefs/<str:brief_id>/pass/", briefs.pass_on, name="pass"),
    path("<str:merchant_id>/briefs/<str:brief_id>/ask/", briefs.ask, name="ask"),
    path("<str:merchant_id>/briefs/<str:brief_id>/plan/", trials.plan, name="plan"),
    path("<str:merchant_id>/briefs/<str:brief_id>/loop/", today.loop, name="loop"),
    path("<str:merchant_id>/tests/", trials.trials, name="trials"),
    path("<str:merchant_id>/tests/<str:test_id>/", trials.trial, name="trial"),
    path("<str:merchant_id>/options/<str:option_id>/lot/", lots.plan_lot, name="plan-lot"),
    path(
        "<str:merchant_id>/options/<str:option_id>/picture/",
        option_pictures.change,
        name="option-picture",
    ),
    path("<str:merchant_id>/lots/", lots.lots, name="lots"),
    path("<str:merchant_id>/lots/<str:lot_id>/", lots.lot, name="lot"),
    path("<str:merchant_id>/lots/<str:lot_id>/cutting/", lots.cutting, name="cutting"),
    path("<str:merchant_id>/lots/<str:lot_id>/arrived/", lots.arrived, name="arrived"),
    path("<str:merchant_id>/lots/<str:lot_id>/list/", lots.list_it, name="list"),
    path("<str:merchant_id>/goods/", products.products, name="products"),
    path("<str:merchant_id>/goods/<str:product_id>/", products.product, name="product"),
    path("<str:merchant_id>/goods/<str:product_id>/off/", products.take_off, name="take-off"),
    path("<str:merchant_id>/goods/<str:product_id>/reorder/", products.reorder, name="reorder"),
    path("<str:merchant_id>/goods/<str:product_id>/wishes/", products.wishes, name="wishes"),
    path("<str:merchant_id>/csv/", exchange.exchange, name="exchange"),
    path("<str:merchant_id>/csv/brought/<str:file_id>/", exchange.goods_file, name="goods-file"),
    path("<str:merchant_id>/csv/<slug:kind>/", exchange.export, name="export"),
    path("<str:merchant_id>/stock/", stock.stock, name="stock"),
    path("<str:merchant_id>/stock/<str:sku_id>/", stock.change_stock, name="change-stock"),
    path("<str:merchant_id>/orders/", stock.orders, name="orders"),
    path("<str:merchant_id>/orders/send/", stock.send, name="send"),
    path("<str:merchant_id>/orders/<str:line_id>/cancel/", stock.cancel, name="cancel"),
    path("<str:merchant_id>/returns/", stock.returns, name="returns"),
    path("<str:merchant_id>/returns/<str:line_id>/", stock.back, name="back"),
]
