"""The ledgers of stock and money may only grow."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from isotherm.web.shop.guards import put_up, take_down


def _up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


def _down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]  # noqa: RUF012  # as Django writes it
    operations = [migrations.RunPython(_up, _down)]  # noqa: RUF012
