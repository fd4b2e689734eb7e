"""The files of a transmission: what is in them, that the schema describes it, that they are the same every time."""

import csv
import json
from io import StringIO
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from kense.law.edition import TransmittedField
from kense.registry.facets import GROUND, PERSONAL
from kense.registry.iin import is_valid
from kense.registry.models import Person, Transmission, TransmissionItem
from kense.registry.transmission_files import SCHEMA, csv_pieces, json_pieces, name_of
from kense.registry.transmissions import items_to_file
from tests.support.office import Office
from tests.support.register import enter
from tests.support.transmissions import ASSEL, DATABASE, FUND, changed, collected, many, rejected
from tests.support.tree import ROOT

VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def as_json(found: Transmission) -> Any:
    return json.loads("".join(json_pieces(found, items_to_file(found))))


def as_csv(found: Transmission) -> list[dict[str, str]]:
    text = "".join(csv_pieces(found, items_to_file(found)))
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_the_schema_has_the_fields_an_edition_may_send_and_the_register_has_them() -> None:
    sent = set(get_args(TransmittedField))
    known = {spec.name for facet in (PERSONAL, GROUND) for spec in facet.fields}
    defs = VALIDATOR.schema["$defs"]
    assert sent <= known
    assert set(defs["change"]["properties"]["field"]["enum"]) == sent
    assert {*defs["person"]["properties"], *defs["ground"]["properties"]} == sent | {"code", "ground"}


def test_the_json_tells_who_changed_and_how(office: Office) -> None:
    assel = enter(office.provider.pk, {**ASSEL, "study_form": "full_time", "course": "2"})
    collected(office, DATABASE)
    changed(assel, "course", "2", "3")
    told = as_json(collected(office, DATABASE))
    VALIDATOR.validate(told)
    assert (told["format"], told["version"], told["number"]) == ("kense-transmission", 1, 2)
    assert told["addressee"]["id"] == DATABASE.id
    assert told["sender"] == {"kk": "«Көкжиек» колледжі", "ru": "Колледж «Көкжиек»"}
    [entry] = told["persons"]
    assert (entry["n"], entry["person"]["iin"], entry["grounds"][0]["course"]) == (1, ASSEL["iin"], "3")
    assert entry["changes"] == [{"ground": 1, "field": "course", "before": "2", "after": "3"}]


def test_every_kind_of_entry_fits_the_schema(office: Office) -> None:
    office.issued()
    many(office, 2)
    found = rejected(office, addressee=DATABASE)
    TransmissionItem.objects.filter(transmission=found).update(goes_again=True)
    VALIDATOR.validate(as_json(found))
    VALIDATOR.validate(as_json(collected(office, DATABASE, when="2019-03-28 10:00")))


@pytest.mark.parametrize("slip", [{"iin": "12"}, {"phone": "+7"}, {"birth_date": "16.03.2005"}])
def test_the_schema_refuses_what_does_not_belong(office: Office, slip: dict[str, str]) -> None:
    enter(office.provider.pk, ASSEL)
    told = as_json(collected(office))
    told["persons"][0]["person"] |= slip
    assert not VALIDATOR.is_valid(told)


def test_the_csv_has_a_row_for_each_ground(office: Office) -> None:
    assel = enter(office.provider.pk, {**ASSEL, "organisation": "=1+1"})
    enter(office.provider.pk, {"surname": "Ахмет", "given_name": "Иса"})
    rows = as_csv(collected(office))
    assert [(row["n"], row["surname"], row["ground"], row["category"]) for row in rows] == [
        ("1", "Ахмет", "", ""),
        ("2", "Оспан", "1", "26-1-13"),
    ]
    assert (rows[1]["code"], rows[1]["organisation"]) == (assel.code, "'=1+1")
    assert (rows[1]["updated_at"], rows[1]["update_kind"]) == ("2018-09-03T03:00:00Z", "direct")
    assert "category" in rows[1]["changed"].split()


def test_the_files_are_the_same_every_time_whatever_changes_later(office: Office) -> None:
    assel = enter(office.provider.pk, ASSEL)
    found = collected(office)
    before = "".join([*json_pieces(found, items_to_file(found)), *csv_pieces(found, items_to_file(found))])
    changed(assel, "surname", "Оспан", "Оспанова")
    office.provider.name_kk = "Басқа колледж"
    office.provider.save()
    found = Transmission.objects.get()
    assert "".join([*json_pieces(found, items_to_file(found)), *csv_pieces(found, items_to_file(found))]) == before


def test_whoever_is_blocked_since_is_in_no_file(office: Office) -> None:
    many(office, 2)
    found = collected(office)
    Person.objects.filter(surname="Оспана").update(blocked_at=found.at)
    assert [one["person"]["surname"] for one in as_json(found)["persons"]] == ["Оспанб"]


def test_the_name_of_a_file_names_nobody(office: Office) -> None:
    enter(office.provider.pk, ASSEL)
    assert name_of(collected(office), "json") == "insurance_fund-1.json"


def test_the_example_in_the_docs_fits_the_schema() -> None:
    text = (ROOT / "docs" / "how-to" / "transmissions.md").read_text(encoding="utf-8")
    example = json.loads(text.split("```json")[1].split("```")[0])
    VALIDATOR.validate(example)
    assert is_valid(example["persons"][0]["person"]["iin"])
    assert set(example["persons"][0]["person"]) - {"code"} <= set(FUND.fields)
