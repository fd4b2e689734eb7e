"""App registration."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The audit trail."""

    name = "kense.trail"
    default_auto_field = "django.db.models.BigAutoField"
