"""App registration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate  # noqa: TID251 - a migration may build any table anew


class CaseworkConfig(AppConfig):
    """perform(), the only writer of a case."""

    name = "kense.casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The triggers of the settings' mark go down before tables are built anew and up again behind."""
        trail = apps.get_app_config("trail")  # Django tells of migrations by apps that have tables
        pre_migrate.connect(_take_down, sender=trail)
        post_migrate.connect(_set_up, sender=trail)


def _take_down(*, using: str, **_: object) -> None:
    from kense.casework.settings_mark import take_down

    take_down(using)


def _set_up(*, using: str, **_: object) -> None:
    from kense.casework.settings_mark import set_up

    set_up(using)
