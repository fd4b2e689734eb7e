"""App registration."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Persons and the grounds on which the state pays for them."""

    name = "kense.registry"
    default_auto_field = "django.db.models.BigAutoField"
