"""What must be true of the books, whatever happened: asked of the database after the clerks have gone home.

`python -m tests.flow.books [LOG…]`, with the environment of the installation, prints what is not, one line each.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
NUMBERS = ("number", "result_number")
TOO_LATE = {"stale_version", "case_ended"}


def main(logs: Sequence[Path]) -> None:
    """Look through everything and print what is wrong; what was acknowledged is compared where there are logs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
    import django

    django.setup()
    answers = [json.loads(line) for log in logs for line in log.read_text().splitlines()]
    of_clerks = (*_answers(answers), *_acknowledged(answers)) if logs else ()
    for wrong in (*of_clerks, *wrong_in_the_books()):
        sys.stdout.write(f"{wrong}\n")


def wrong_in_the_books() -> Iterator[str]:
    """What is not as it has to be in any installation at any time."""
    yield from _numbers()
    yield from _cases()
    yield from _papers()
    yield from _register()
    yield from _chains()
    yield from _tables()


def _answers(answers: list[Answer]) -> Iterator[str]:
    """Nothing is refused but the second of two who wanted the same case in the same version."""
    for one in answers:
        if one["status"] >= 300 and one["answer"].get("code") not in TOO_LATE:
            yield f"refused: {one}"
    winners = Counter(
        (one["path"].split("/")[2], one["version"]) for one in answers if one["status"] < 300 and one["version"]
    )
    yield from (f"carried out twice in one version: {asked}" for asked, times in winners.items() if times > 1)


def _acknowledged(answers: list[Answer]) -> Iterator[str]:
    """What was acknowledged is there, once; what is there was acknowledged: nobody went home without an answer."""
    from kense.cases.models import Case, PerformedCommand

    done = {_kept_key(one): one["answer"] for one in answers if one["status"] < 300}
    performed = PerformedCommand.objects.exclude(key__startswith="seed-")
    there = dict(performed.values_list("key", "case__code"))
    cases = {case.code: case for case in Case.objects.all()}
    yield from (f"acknowledged and lost: {key}" for key in done.keys() - there.keys())
    yield from (f"done and never acknowledged: {key}" for key in there.keys() - done.keys())
    for key, answer in done.items():
        case = cases.get(answer["code"])
        if there.get(key, answer["code"]) != answer["code"] or case is None or case.version < answer["version"]:
            yield f"acknowledged otherwise than it is there: {key} {answer['code']}"
        for field in NUMBERS:
            if case and answer.get(field) and answer[field] != getattr(case, field):
                yield f"another number than was acknowledged: {key} {answer[field]} {getattr(case, field)}"


def _kept_key(one: Answer) -> str:
    """The key of a request as the office keeps it."""
    from kense.casework.carried_out import key_of_case
    from kense.casework.drafts import opening_key
    from kense.people.models import Officer

    own = key_of_case(Officer(pk=one["program"]), one["key"])
    return opening_key(own) if one["version"] is None else own


def _numbers() -> Iterator[str]:
    """Every journal goes from 1 to its last number; none is missing or there twice, no case has two of one journal."""
    from kense.cases.models import Case, NumberSeries

    for series in NumberSeries.objects.all():
        given = list(series.numbers.values_list("n", "text", "case"))
        waiting = series.reserved.filter(case=None).values_list("n", flat=True)
        if (found := sorted([*waiting, *(n for n, _, _ in given)])) != list(range(1, series.last + 1)):
            yield f"gaps or doubles in {series}: {found} up to {series.last}"
        for part, name in ((1, "number"), (2, "case")):
            doubled = [one for one, times in Counter(row[part] for row in given).items() if times > 1]
            yield from (f"the same {name} twice in {series}: {one}" for one in doubled)
    for field in NUMBERS:
        numbers = Counter(Case.objects.exclude(**{field: ""}).values_list("provider", field))
        yield from (f"{field} of two cases: {one}" for one, times in numbers.items() if times > 1)


def _cases() -> Iterator[str]:
    """The trail of a case has each of its versions once, no case has two decisions, and its runs are as its state is."""
    from kense.cases.models import ActionRun, Case

    entries = _histories()
    open_runs = Counter(ActionRun.objects.filter(done_at=None).values_list("case", flat=True))
    for case in Case.objects.all():
        own = entries.get(case.pk, [])
        if [version for _, version in own] != list(range(1, case.version + 1)):
            yield f"{case.code} is in version {case.version}, its trail has {own}"
        twice = [operation for operation, times in Counter(name for name, _ in own).items() if times > 1]
        yield from (f"{case.code} has {operation} twice" for operation in twice)
        if open_runs[case.pk] != (0 if case.end else 1):
            yield f"{case.code} at {case.action or case.end} has {open_runs[case.pk]} open runs"


def _histories() -> dict[int, list[tuple[str, int]]]:
    """What the trail says was done with each case: the operation, and the version the case had after it."""
    from kense.trail.models import TrailEntry

    found: dict[int, list[tuple[str, int]]] = {}
    for case_id, operation, facts in TrailEntry.objects.order_by("seq").values_list("case", "operation", "facts"):
        if case_id and "version" in facts:
            found.setdefault(case_id, []).append((operation, facts["version"]))
    return found


def _papers() -> Iterator[str]:
    """Of cases with the same history all have the same papers, and the bytes of a paper are those of its hash."""
    from kense.papers.models import Paper

    papers: dict[int, list[str]] = {}
    for case_id, kind in Paper.objects.order_by("kind").values_list("case", "kind"):
        papers.setdefault(case_id, []).append(kind)
    alike: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for case_id, entries in _histories().items():
        history = tuple(operation for operation, _ in entries)
        alike.setdefault(history, set()).add(tuple(papers.get(case_id, ())))
    yield from (f"after {history} there are {found}" for history, found in alike.items() if len(found) > 1)
    for paper in Paper.objects.filter(status=Paper.Status.READY).iterator():
        if hashlib.sha256(bytes(paper.pdf or b"")).hexdigest() != paper.sha256:
            yield f"the file of paper {paper.code} is not the one that was made"


def _register() -> Iterator[str]:
    """What a registered result says has been brought into the register, once."""
    from kense.cases.models import Case
    from kense.registry.models import Update

    updates = Counter(Update.objects.filter(kind=Update.Kind.CASE).values_list("source", flat=True))
    brought = set(Case.objects.exclude(result_number="").exclude(changes=[]).values_list("code", flat=True))
    yield from (f"in the register twice: {one}" for one, times in updates.items() if times > 1)
    yield from (f"not in the register though its result is registered: {one}" for one in brought - updates.keys())
    yield from (f"in the register before its result is registered: {one}" for one in updates.keys() - brought)


def _chains() -> Iterator[str]:
    """Every office's chain of entries is whole."""
    from kense.people.models import Provider
    from kense.trail.chain import first_broken

    for provider in Provider.objects.all():
        if (place := first_broken(provider.pk)) is not None:
            yield f"the chain of office {provider.pk} is broken at {place}"


def _tables() -> Iterator[str]:
    """The files of the database themselves are whole, and every key leads somewhere."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for check in ("integrity_check", "foreign_key_check"):
            rows = cursor.execute(f"PRAGMA {check}").fetchall()
            yield from (f"{check}: {row}" for row in rows if row != ("ok",))


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]])
