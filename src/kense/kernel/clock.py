"""The one place where the clock is read. Everywhere else the moment is an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
