"""The trail in the tables: whoever has the database in their hands is found, and the first bad entry is named."""

from collections.abc import Callable
from datetime import UTC

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from kense.casework.personal_data import erase
from kense.oversight.daily import daily_sheet
from kense.oversight.own_papers import day_content
from kense.registry.models import Person
from kense.trail import verify
from kense.trail.chain import append, commitment, hash_of
from kense.trail.models import PersonalPart, TrailEntry, TrailHead
from kense.trail.verifier import heads_by_place, parse_head
from tests.support.office import Office, OtherOffice, at
from tests.support.trail import broken

LENGTH = 8
Tampering = Callable[[], object]


def entry(seq: int) -> TrailEntry:
    return TrailEntry.objects.get(seq=seq)


def changed(seq: int, **values: object) -> Tampering:
    """An entry changed behind the back of the chain."""
    return lambda: TrailEntry.objects.filter(seq=seq).update(**values)


def personal(seq: int, **values: object) -> Tampering:
    """The personal part of an entry changed."""
    return lambda: PersonalPart.objects.filter(entry__seq=seq).update(**values)


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


def made_anew(seq: int, **values: object) -> Tampering:
    """An entry changed by somebody who makes every hash from there on anew, and the end too."""

    def run() -> None:
        TrailEntry.objects.filter(seq=seq).update(**values)
        previous = entry(seq).previous
        for one in TrailEntry.objects.filter(seq__gte=seq):
            one.previous = previous
            one.hash = previous = hash_of(one)
            one.save()
        TrailHead.objects.update(hash=previous)

    return run


TAMPERINGS: list[tuple[str, Tampering, int, str]] = [
    (
        "another officer",
        sql("UPDATE trail_trailentry SET officer_id = (SELECT max(id) FROM people_officer) WHERE seq = 3"),
        3,
        "changed",
    ),
    ("another moment", changed(2, at=at("2019-03-26 10:19")), 2, "changed"),
    ("another operation", changed(5, operation="withdraw"), 5, "changed"),
    ("no case", changed(4, case=None), 4, "changed"),
    ("other facts", changed(1, facts={}), 1, "changed"),
    ("another commitment", changed(6, commitment="0" * 64), 6, "changed"),
    ("another hash before it", changed(4, previous="0" * 64), 4, "changed"),
    ("no hash before it", changed(4, previous="-"), 4, "changed"),
    ("another hash", changed(3, hash="f" * 64), 3, "changed"),
    ("another hash at the end", changed(LENGTH, hash="f" * 64), LENGTH, "changed"),
    ("facts with their hash made again", rehashed(2), 2, "changed"),
    ("facts at the end with their hash made again", rehashed(LENGTH), LENGTH, "changed"),
    ("first and second swapped", swapped(1, 2), 1, "moved"),
    ("two in the middle swapped", swapped(3, 6), 3, "moved"),
    ("a note rewritten", personal(3, data={"note": "Жоқ"}), 3, "personal part"),
    ("another salt", personal(3, salt="0" * 32), 3, "personal part"),
    ("the first deleted", deleted("seq = 1"), 1, "missing"),
    ("one in the middle deleted", deleted("seq = 4"), 4, "missing"),
    ("two in the middle deleted", deleted("seq IN (4, 5)"), 4, "missing"),
    ("the last cut off", deleted(f"seq = {LENGTH}"), LENGTH, "cut off"),
    ("all cut off", deleted("seq > 0"), 1, "cut off"),
    ("one added at the end", added_to_the_end, LENGTH + 1, "inserted"),
    ("one squeezed in", squeezed_in, 3, "inserted"),
    ("the head turned back", sql(f"UPDATE trail_trailhead SET seq = {LENGTH - 1}"), LENGTH - 1, "changed"),
    ("the head gone", sql("DELETE FROM trail_trailhead"), 1, "inserted"),
]


@pytest.mark.parametrize(
    ("tamper", "place", "kind"), [case[1:] for case in TAMPERINGS], ids=[case[0] for case in TAMPERINGS]
)
def test_a_hand_in_the_trail_is_found(
    tamper: Tampering, place: int, kind: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checked in one go, and in pieces that are fitted together."""
    office.issued()
    for stretch in (2, 3, 100):
        monkeypatch.setattr(verify, "STRETCH", stretch)
        assert broken(office.provider) is None
    tamper()
    for stretch in (2, 3, 100):
        monkeypatch.setattr(verify, "STRETCH", stretch)
        found = broken(office.provider)
        assert found
        assert (found.place, found.kind) == (place, kind)


def test_an_empty_trail_is_whole(office: Office) -> None:
    assert broken(office.provider) is None


def test_any_changed_value_is_found(office: Office) -> None:
    office.issued()
    facts = st.dictionaries(st.sampled_from(["number", "from", "holder"]), st.one_of(st.integers(0, 9), st.just("ә")))
    moments = st.datetimes(timezones=st.just(UTC))
    hashes = st.text("0123456789abcdefӘ", max_size=64)
    change = st.one_of(
        st.fixed_dictionaries({"facts": facts}),
        st.fixed_dictionaries({"at": moments}),
        st.fixed_dictionaries({"operation": st.text('abcәң"\\', max_size=60)}),
        *(st.fixed_dictionaries({name: hashes}) for name in ("commitment", "previous", "hash")),
    )

    @given(st.integers(1, LENGTH), change)
    def check(place: int, values: dict[str, object]) -> None:
        with transaction.atomic():
            TrailEntry.objects.filter(seq=place).update(**values)
            found = broken(office.provider)
            transaction.set_rollback(True)
        assert found
        assert (found.place, found.kind) == (place, "changed")

    check()


def test_only_the_printed_sheet_betrays_a_chain_made_anew(office: Office) -> None:
    office.issued()
    evening = at("2019-03-26 18:30")
    mark = day_content(office.provider, daily_sheet(office.provider, evening.date(), evening))["mark"]
    printed = heads_by_place([parse_head(f"{mark['seq']}:{mark['hash']}")])
    assert broken(office.provider, printed) is None
    made_anew(3, operation="withdraw")()
    assert broken(office.provider) is None
    found = broken(office.provider, printed)
    assert found
    assert (found.since, found.place, found.kind) == (1, LENGTH, "rewritten")
    made_anew(3, operation="assign")()
    assert broken(office.provider, printed) is None


def test_a_head_behind_the_end_says_that_entries_are_gone(office: Office) -> None:
    office.issued()
    last = entry(LENGTH)
    deleted(f"seq = {LENGTH}")()
    TrailHead.objects.update(seq=LENGTH - 1, hash=last.previous)
    assert broken(office.provider) is None
    found = broken(office.provider, {LENGTH: last.hash.encode()})
    assert found
    assert (found.place, found.kind) == (LENGTH, "cut off")


def test_destroying_a_persons_data_leaves_the_chain_whole(office: Office) -> None:
    office.issued()
    printed = {LENGTH: entry(LENGTH).hash.encode()}
    order = {"order_number": "41-Ө", "order_date": "02.09.2024", "why": "өкілінің өтініші"}
    erase(Person.objects.get(), order, actor=office.nurlan, at=at("2024-09-02 11:00"))
    assert PersonalPart.objects.count() == 1
    assert broken(office.provider, printed) is None


def test_what_was_erased_cannot_be_replaced(office: Office) -> None:
    office.issued()
    PersonalPart.objects.filter(entry__seq=4).delete()
    assert broken(office.provider) is None
    PersonalPart.objects.create(entry=entry(4), salt="0" * 32, data={})
    found = broken(office.provider)
    assert found
    assert (found.place, found.kind) == (4, "personal part")


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
    found = broken(office.provider)
    assert found
    assert (found.office, found.place) == (office.provider.pk, 1)
    assert broken(other_office.provider) is None
