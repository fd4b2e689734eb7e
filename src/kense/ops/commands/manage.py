"""`kense manage …`: Django's own commands on this installation."""

import os
from collections.abc import Sequence

from kense.ops.django_ready import SETTINGS

NAME = "manage"


def run(words: Sequence[str]) -> int:
    """Hand the words to Django. It may end the process itself, with its own exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"kense {NAME}", *words])
    return 0
