"""However changes and transmissions follow one another, what went out adds up to what the register says."""

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.casework import transmissions
from kense.kernel import RefusedError
from kense.registry.models import Person, Transmission, TransmissionItem
from kense.registry.register import record_of
from tests.support.office import Office, at
from tests.support.register import enter
from tests.support.transmissions import ASSEL, FUND, changed, collected

COLLECT = None
REJECT = "reject"
CHANGES = st.tuples(
    st.integers(0, 2), st.sampled_from(["surname", "organisation", "ground_to"]), st.sampled_from("АБВ")
)
REJECTIONS = st.tuples(st.integers(0, 2), st.just(REJECT), st.just(""))
STEPS = st.lists(st.one_of(st.just(COLLECT), CHANGES, REJECTIONS), max_size=12)


def told_last(person: Person) -> dict[str, Any]:
    """What the addressee has of the person if it keeps what every transmission said."""
    item = TransmissionItem.objects.filter(person=person).order_by("pk").last()
    assert item
    return {**item.data["person"], **item.data["grounds"][0]}


def replayed(person: Person) -> dict[str, str]:
    """The same, put together from the changes alone that were not rejected."""
    values: dict[str, str] = {}
    for item in TransmissionItem.objects.filter(person=person, is_rejected=False).order_by("pk"):
        for one in item.data["changes"]:
            assert values.get(one["field"], "") == one["before"]
            values[one["field"]] = one["after"]
    return values


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_went_out_adds_up_to_the_register(office: Office, steps: list[Any]) -> None:
    TransmissionItem.objects.all().delete()
    Transmission.objects.all().delete()
    people = [enter(office.provider.pk, {**ASSEL, "iin": ""}) for _ in range(3)]
    collected(office)
    for step in [*steps, COLLECT]:
        with suppress(RefusedError):  # nothing to collect
            take(office, people, step)
    for person in people:
        known = {name: value for name, value in record_of(person).items() if value and name in FUND.fields}
        assert replayed(person) == known
        assert {name: told_last(person)[name] for name in known} == known


def take(office: Office, people: list[Person], step: Any) -> None:
    if step is COLLECT:
        collected(office)
        return
    n, field, sign = step
    if field == REJECT:
        sent_back(office, people[n])
        return
    before = record_of(people[n])[field]
    after = f"20{21 + ord(sign) % 7}-06-30" if field == "ground_to" else sign
    if after != before:
        changed(people[n], field, before, after)


def sent_back(office: Office, person: Person) -> None:
    """The addressee rejects the last that it was told of the person, and Dauren finds it right."""
    item = TransmissionItem.objects.filter(person=person).latest("pk")
    how: dict[str, Any] = {"actor": office.dauren, "at": at("2019-03-27 10:00")}
    if not item.is_rejected:
        code, place = item.transmission.code, str(item.n)
        transmissions.mark_sent(office.provider, code, **how)
        transmissions.reject(office.provider, code, [place], {"reason": "ЖСН табылмады"}, **how)
        transmissions.settle(office.provider, code, place, {"note": "Салыстырылды"}, **how)
