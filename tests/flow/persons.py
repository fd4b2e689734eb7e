"""Invented students who come alone, a new one for every number, as a form and as a program tells them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from tests.support.iins import made_iin

_DOCUMENTS = ("application_form", "own_identity_document", "study_certificate")
_SIGNS = "абвгдежзиклмнопрст"


def application(n: int, today: date) -> dict[str, Any]:
    """The body of an application."""
    expires = (today + timedelta(days=60)).isoformat()
    return {
        "applicant": "self",
        "term": "one_day",
        "reason": "enrolled",
        "person": _person(n, today),
        "documents": [
            {"document": one, "sheets": 1, "number": "", "expires_on": None if one == _DOCUMENTS[0] else expires}
            for one in _DOCUMENTS
        ],
    }


def typed(n: int, today: date) -> dict[str, str]:
    """The same as the flat fields of a form."""
    told = application(n, today)
    fields = {name: str(told[name]) for name in ("applicant", "term", "reason")}
    fields |= {f"person_{name}": value for name, value in told["person"].items()}
    for one in told["documents"]:
        prefix = f"doc_{one['document']}_"
        fields |= {f"{prefix}shown": "1", f"{prefix}sheets": "1", f"{prefix}expires": one["expires_on"] or ""}
    return fields


def proposed(body: dict[str, Any], today: date) -> dict[str, str]:
    """What the executor proposes for the register."""
    person = body["person"]
    names = ("iin", "surname", "given_name", "birth_date")
    return {
        **{name: person[name] for name in names},
        "category": "26-1-13",
        "organisation": "«Көкжиек» колледжі",
        "ground_from": (today - timedelta(days=100)).isoformat(),
        "ground_to": (today + timedelta(days=600)).isoformat(),
    }


def _person(n: int, today: date) -> dict[str, str]:
    born = date(today.year - 20, 1, 1) - timedelta(days=n % 1000)
    return {
        "iin": _iin(born, n // 1000),
        "surname": "Сағынтай" + _spelled(n),
        "given_name": "Ерлан",
        "birth_date": born.isoformat(),
        "sex": "male",
        "phone": "+7 700 555 01 47",
    }


def _iin(born: date, serial: int) -> str:
    """The serial-th number that exists of those born on the day."""
    found = 0
    for tried in count():
        try:
            iin = made_iin(born, "male", tried)
        except ValueError:
            continue
        if found == serial:
            return iin
        found += 1
    raise AssertionError("there is always another one")


def _spelled(n: int) -> str:
    signs = ""
    while n:
        n, rest = divmod(n, len(_SIGNS))
        signs += _SIGNS[rest]
    return signs
