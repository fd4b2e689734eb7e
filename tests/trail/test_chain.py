"""The chain of the trail as it is written; what is done to it afterwards is found in test_verify.py."""

import json

import pytest

from kense.trail.chain import append, hash_of
from kense.trail.export import entries as exported
from kense.trail.models import TrailEntry, TrailHead
from kense.trail.verifier import canonical
from tests.support.office import Office, at


def test_entries_are_numbered_and_chained(office: Office) -> None:
    office.issued()
    entries = list(TrailEntry.objects.all())
    assert [one.seq for one in entries] == list(range(1, len(entries) + 1))
    assert [one.previous for one in entries] == ["0" * 64, *(one.hash for one in entries[:-1])]
    assert TrailHead.objects.get().hash == entries[-1].hash


def test_an_entry_cannot_be_deleted(office: Office) -> None:
    office.registered()
    with pytest.raises(TypeError, match="cannot be deleted"):
        TrailEntry.objects.get(seq=1).delete()


def test_the_same_data_have_another_commitment_each_time(office: Office) -> None:
    office.assigned()
    office.assigned()
    notes = TrailEntry.objects.filter(operation="assign")
    assert len({one.commitment for one in notes}) == 2


def test_what_is_exported_is_what_was_hashed(office: Office) -> None:
    """Whatever letters, numbers and moments there are: the bytes put together from the tables are those of the rule."""
    facts = {"я": [1.5, None, True, {"б": '\u2028"\\/\n\x7f'}], "a": -(10**20), "": {}}
    for moment in ("2019-03-26 10:00", "2019-03-26 10:00:00.000001", "2019-03-26 10:00:59.120000"):
        append(
            office.provider.pk,
            at=at(moment),
            officer_id=office.aigul.pk,
            operation='қара"ды',
            case_id=None,
            facts=facts,
            personal={**facts, "b": moment},
        )
    for entry, found in zip(TrailEntry.objects.all(), exported(office.provider.pk, 3), strict=True):
        assert json.loads(found.content)["facts"] == facts
        assert (hash_of(entry), found.hash.decode()) == (entry.hash, entry.hash)
        assert found.content == canonical(json.loads(found.content)).encode()
        assert found.keeps_its_word()
