"""The description of the API as the repository keeps it: a change of the API shows in the diff of this file."""

import os
from pathlib import Path

from tests.support.tree import ROOT

SNAPSHOT = ROOT / "docs" / "reference" / "openapi-v1.json"


def written() -> str:
    """The description of the API as it is now."""
    from kense.api.openapi import snapshot
    from kense.api.service import api

    return snapshot(api.get_openapi_schema())


def main(file: Path = SNAPSHOT) -> None:
    """Write the file."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
    django.setup()
    file.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
