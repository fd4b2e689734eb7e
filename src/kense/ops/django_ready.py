"""Getting Django ready for a command. Modules that need tables are imported only after this."""

import os
from pathlib import Path

SETTINGS = "kense.config.settings"


def start_django(data: Path | None = None) -> None:
    """Load the settings and the apps; with `data`, on that folder and with SQLite, whatever the environment says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if data is not None:
        os.environ["KENSE_DATA"] = str(data)
        os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
