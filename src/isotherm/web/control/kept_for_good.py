"""Rows that are written once: a log whose past could be changed would prove nothing."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

__all__ = ["KeptForGood", "Rewriting"]

Row = TypeVar("Row", bound=models.Model)


class Rewriting(RuntimeError):  # noqa: N818  # it names what was tried
    """Code tried to change or remove what is kept for good."""


class _OnlyAdds(models.QuerySet[Row]):
    """Rows can be added and read."""

    def update(self, **_values: Any) -> NoReturn:
        """Refused."""
        raise Rewriting(f"{self.model.__name__} is kept for good; add a row instead")

    def delete(self) -> NoReturn:
        """Refused."""
        raise Rewriting(f"{self.model.__name__} is kept for good; add a row instead")


class KeptForGood(models.Model):
    """A row that is added and never changed or removed.

    When a member is erased, Django empties the reference to them beneath this: who decided is
    forgotten, what was decided is not.
    """

    objects = _OnlyAdds.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row; a row that is there already is refused."""
        if not self._state.adding:
            raise Rewriting(f"{type(self).__name__} is kept for good; add a row instead")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise Rewriting(f"{type(self).__name__} is kept for good")
