"""App registration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The web desk."""

    name = "kense.desk"
    default_auto_field = "django.db.models.BigAutoField"
