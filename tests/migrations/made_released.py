"""Writes down an office as the code of this version leaves it: `make released-data`, once when a version is released.

Cases in every state at the college and at the school, one entered from paper afterwards, a draft edition, a few papers.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from tests.flow.persons import typed

NOW = datetime(2026, 11, 19, 16, 0, tzinfo=ZoneInfo("Asia/Almaty"))
PAPERS = 6
"""So many have their file; the others are queued, as after a kill."""


def main(file: Path) -> None:
    """Make the office in the data folder of the environment and write its rows down."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
    import django

    django.setup()
    from django.apps import apps

    from kense.acts import seen
    from kense.ops import demo_office, installation
    from kense.papers.models import Paper
    from kense.papers.produce import produce
    from tests.migrations.rows import written

    installation.prepare()
    seen.remember(NOW)
    with patch("kense.casework.papers.produce"):
        office = demo_office.open_office(NOW)
        _enter_afterwards(office)
    _begin_an_edition(office)
    for paper in Paper.objects.order_by("pk")[:PAPERS]:
        produce(paper.pk)
    written(apps, file)


def _enter_afterwards(office: Any) -> None:
    """A sheet of the evening before, under a number set aside for it."""
    from kense.casework import blocks
    from kense.casework.late_entry import enter_late

    clerk, before = office.officers["clerk"], NOW - timedelta(days=1, minutes=30)
    fields = {"journal": "registrations", "count": "3", "purpose": "Жарық өшеді"}
    block = blocks.reserve(office.provider, fields, actor=clerk, at=before)
    sheet = {
        **typed(7, NOW.date()),
        "late_handed_in_day": f"{before:%d.%m.%Y}",
        "late_handed_in_time": "16:10",
        "late_decided_day": "",
        "late_decided_time": "16:18",
        "late_accepted_by": str(clerk.pk),
        "late_sheet": f"{block.form}/1",
    }
    number = block.numbers.order_by("n")[0]
    enter_late(number.pk, sheet, "register", key="late", actor=clerk, at=NOW)


def _begin_an_edition(office: Any) -> None:
    from kense.casework import editions

    editions.begin(office.provider, actor=office.officers["lawyer"], at=NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
