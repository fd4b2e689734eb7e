"""Makes the installation that is going to be killed: an office, its programs, cases that all clerks will want at once.

`python -m tests.flow.made FILE`, with the environment of the installation; the file then says what clerks have to know.
"""

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

CLERKS = 8
WANTED = 400
"""How many cases stand ready for all clerks to reach for at once."""


def main(file: Path) -> None:
    """Make everything and write down the tokens and the wanted cases."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from kense.kernel import clock
    from kense.ops import installation
    from tests.support.office import Office

    installation.prepare()
    at = clock.now()
    with transaction.atomic():
        office = Office.made()
        clerks = [_clerk(office, n, at) for n in range(CLERKS)]
        wanted = [_registered(office, n, at) for n in range(int(os.environ.get("KENSE_WANTED", WANTED)))]
    file.write_text(json.dumps({"today": at.date().isoformat(), "clerks": clerks, "wanted": wanted}))


def _clerk(office: Any, n: int, at: datetime) -> dict[str, Any]:
    """What one clerk works with: a program of each role, and the executor whom the head names."""
    counter = (office.aigul, office.bekzat)[n % 2]
    executor = (office.dauren, office.madina)[n % 2]
    tokens = {
        role: _token(answers, role, f"{role}-{n}", at)
        for role, answers in (("office", counter), ("head", office.nurlan), ("executor", executor))
    }
    return {"tokens": tokens, "executor": tokens["executor"]["id"]}


def _token(answers: Any, role: str, name: str, at: datetime) -> dict[str, Any]:
    from kense.people.models import Officer, OfficerRole, Token
    from kense.people.tokens import digest_of, made_up
    from tests.support.office import SINCE

    program = Officer(username=name, surname=name, provider=answers.provider, is_program=True, main_account=answers)
    program.set_unusable_password()
    program.save()
    OfficerRole.objects.create(officer=program, role=role, from_day=SINCE)
    secret = made_up()
    expires = at + timedelta(days=7)
    Token.objects.create(program=program, digest=digest_of(secret), made_at=at - timedelta(days=1), expires_at=expires)
    return {"id": program.pk, "secret": secret}


def _registered(office: Any, n: int, at: datetime) -> dict[str, Any]:
    """A registered case that waits for the head; its papers stay queued."""
    from unittest.mock import patch

    from kense.casework.perform import Request, perform
    from tests.flow.persons import typed

    with patch("kense.casework.papers.produce"):
        case = perform(Request("hand_in", f"seed-{n}", inputs=typed(n, at.date())), actor=office.aigul, at=at)
        asked = Request("register", f"seed-{n}-r", case=case.pk, version=case.version)
        case = perform(asked, actor=office.aigul, at=at)
    return {"code": case.code, "version": case.version}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
