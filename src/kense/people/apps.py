"""App registration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Providers, officers, roles, schedules."""

    name = "kense.people"
    default_auto_field = "django.db.models.BigAutoField"
