"""App registration."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, action runs, numbers."""

    name = "kense.cases"
    default_auto_field = "django.db.models.BigAutoField"
