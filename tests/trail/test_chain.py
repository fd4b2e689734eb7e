"""The chain of the trail: whole as written, and any later hand in it is found."""

from collections.abc import Callable

import pytest
from django.db import connection

from kense.trail.chain import append, commitment, first_broken, hash_of
from kense.trail.models import PersonalPart, TrailEntry, TrailHead
from tests.support.office import Office, OtherOffice, at

LENGTH = 7
Tampering = Callable[[], object]


def entry(seq: int) -> TrailEntry:
    return TrailEntry.objects.get(seq=seq)


def changed(seq: int, **values: object) -> Tampering:
    """An entry changed behind the back of the chain."""
    return lambda: TrailEntry.objects.filter(seq=seq).update(**values)


def sql(*statements: str) -> Tampering:
    """Statements as somebody with the database in their hands would write them."""

    def run() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return run


def rehashed(seq: int) -> Tampering:
    """Facts changed by somebody who knows how the hash is made, but leaves the next entry as it is."""

    def run() -> None:
        forged = entry(seq)
        forged.facts["number"] = "03-14/9"
        TrailEntry.objects.filter(pk=forged.pk).update(facts=forged.facts, hash=hash_of(forged))

    return run


def swapped(first: int, second: int) -> Tampering:
    """Two entries in each other's place."""

    def run() -> None:
        one, other = entry(first), entry(second)
        TrailEntry.objects.filter(pk=one.pk).update(seq=LENGTH + 1)
        TrailEntry.objects.filter(pk=other.pk).update(seq=first)
        TrailEntry.objects.filter(pk=one.pk).update(seq=second)

    return run


def forge(seq: int, after: TrailEntry) -> None:
    """An entry no operation wrote, made to fit the one before it."""
    forged = TrailEntry(provider=after.provider, seq=seq, at=after.at, officer=after.officer, operation="sign")
    forged.facts, forged.commitment, forged.previous = {}, commitment("", {}), after.hash
    forged.hash = hash_of(forged)
    forged.save()


def added_to_the_end() -> None:
    """One entry more than the head of the chain knows of."""
    forge(LENGTH + 1, after=entry(LENGTH))


def squeezed_in() -> None:
    """An entry put between two others, the later ones moved up."""
    for seq in range(LENGTH, 2, -1):
        TrailEntry.objects.filter(seq=seq).update(seq=seq + 1)
    forge(3, after=entry(2))


def deleted(which: str) -> Tampering:
    """Entries gone, with what is personal in them."""
    return sql(
        f"DELETE FROM trail_personalpart WHERE entry_id IN (SELECT id FROM trail_trailentry WHERE {which})",
        f"DELETE FROM trail_trailentry WHERE {which}",
    )


TAMPERINGS: list[tuple[str, Tampering, int]] = [
    (
        "another officer",
        sql("UPDATE trail_trailentry SET officer_id = (SELECT max(id) FROM people_officer) WHERE seq = 3"),
        3,
    ),
    ("another moment", changed(2, at=at("2019-03-26 10:19")), 2),
    ("another operation", changed(5, operation="withdraw"), 5),
    ("no case", changed(4, case=None), 4),
    ("other facts", changed(1, facts={}), 1),
    ("another commitment", changed(6, commitment="0" * 64), 6),
    ("another hash before it", changed(4, previous="0" * 64), 4),
    ("another hash", changed(3, hash="f" * 64), 3),
    ("another hash at the end", changed(LENGTH, hash="f" * 64), LENGTH),
    ("facts with their hash made again", rehashed(2), 3),
    ("facts at the end with their hash made again", rehashed(LENGTH), 0),
    ("first and second swapped", swapped(1, 2), 1),
    ("two in the middle swapped", swapped(3, 6), 3),
    ("a note rewritten", lambda: PersonalPart.objects.filter(entry__seq=3).update(data={"note": "Жоқ"}), 3),
    ("another salt", lambda: PersonalPart.objects.filter(entry__seq=3).update(salt="0" * 32), 3),
    ("the first deleted", deleted("seq = 1"), 1),
    ("one in the middle deleted", deleted("seq = 4"), 4),
    ("the last cut off", deleted(f"seq = {LENGTH}"), 0),
    ("all cut off", deleted("seq > 0"), 0),
    ("one added at the end", added_to_the_end, 0),
    ("one squeezed in", squeezed_in, 4),
    ("the head turned back", sql(f"UPDATE trail_trailhead SET seq = {LENGTH - 1}"), 0),
    ("the head gone", sql("DELETE FROM trail_trailhead"), 0),
]


@pytest.mark.parametrize(("tamper", "found"), [case[1:] for case in TAMPERINGS], ids=[case[0] for case in TAMPERINGS])
def test_a_hand_in_the_trail_is_found(tamper: Tampering, found: int, office: Office) -> None:
    office.issued()
    assert first_broken(office.provider.pk) is None
    tamper()
    assert first_broken(office.provider.pk) == found


def test_an_empty_trail_is_whole(office: Office) -> None:
    assert first_broken(office.provider.pk) is None


def test_entries_are_numbered_and_chained(office: Office) -> None:
    office.issued()
    entries = list(TrailEntry.objects.all())
    assert [one.seq for one in entries] == list(range(1, LENGTH + 1))
    assert [one.previous for one in entries] == ["0" * 64, *(one.hash for one in entries[:-1])]
    assert TrailHead.objects.get().hash == entries[-1].hash


def test_erasing_what_is_personal_leaves_the_chain_whole(office: Office) -> None:
    office.issued()
    PersonalPart.objects.filter(entry__seq__in=[1, 4]).delete()
    assert first_broken(office.provider.pk) is None
    PersonalPart.objects.all().delete()
    assert first_broken(office.provider.pk) is None


def test_what_was_erased_cannot_be_replaced(office: Office) -> None:
    office.issued()
    PersonalPart.objects.filter(entry__seq=4).delete()
    PersonalPart.objects.create(entry=entry(4), salt="0" * 32, data={})
    assert first_broken(office.provider.pk) == 4


def test_each_provider_has_a_chain_of_its_own(office: Office, other_office: OtherOffice) -> None:
    office.registered()
    append(
        other_office.provider.pk,
        at=at("2019-03-26 10:00"),
        officer_id=other_office.saule.pk,
        operation="looked",
        case_id=None,
        facts={},
        personal={},
    )
    TrailEntry.objects.filter(provider=office.provider, seq=1).update(operation="sign")
    assert first_broken(office.provider.pk) == 1
    assert first_broken(other_office.provider.pk) is None


def test_an_entry_cannot_be_deleted(office: Office) -> None:
    office.registered()
    with pytest.raises(TypeError, match="cannot be deleted"):
        entry(1).delete()


def test_the_same_data_have_another_commitment_each_time(office: Office) -> None:
    office.assigned()
    office.assigned()
    notes = TrailEntry.objects.filter(operation="assign")
    assert len({one.commitment for one in notes}) == 2
