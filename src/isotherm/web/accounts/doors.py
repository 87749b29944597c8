"""The doors of allauth this town opens: a name and a password, nothing by mail."""

from __future__ import annotations

from allauth.account import views
from django.urls import path

__all__ = ["urlpatterns"]

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    # For whom the record knew and who never had a password: the page above leads here.
    path("password/set/", views.password_set, name="account_set_password"),
]
