"""A kind of column that the list of cases needs of every database alike."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    Chars = models.CharField[str, str]
else:
    Chars = models.CharField


class KeyField(Chars):
    """A key to sort and to search by: compared sign by sign, whatever language the database was set up for."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """The collation is named where the database has others; SQLite compares sign by sign of itself."""
        parameters: dict[str, Any] = {**super().db_parameters(connection)}
        return parameters | {"collation": "C"} if connection.vendor == "postgresql" else parameters
