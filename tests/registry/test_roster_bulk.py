"""Many persons written at once: a row that cannot stand takes every other one back with it."""

import pytest
from django.db import IntegrityError, transaction

from kense.registry import statements
from kense.registry.models import Person, Statement, Update
from kense.registry.roster_bulk import Writer
from kense.registry.roster_lines import LineMaker, Lines
from tests.support.office import Office, at
from tests.support.rosters import students


@transaction.atomic
def written(office: Office, lines: Lines) -> None:
    """Write the lines as one roster."""
    update = statements.begin(office.provider.pk, Update.Kind.ROSTER, at=at("2019-03-26 12:00"))
    Writer(update).write(lines, [])


def test_nothing_of_a_command_that_fails_in_its_middle_stays(office: Office) -> None:
    rows = [list(row.values()) for row in students(60)]
    maker = LineMaker(list(next(iter(students(1)))))
    lines = Lines.of(maker.line(n, row) for n, row in enumerate([*rows, rows[30]], start=1))
    with pytest.raises(IntegrityError):
        written(office, lines)
    assert not Person.objects.exists()
    assert not Statement.objects.exists()
    assert not Update.objects.exists()
