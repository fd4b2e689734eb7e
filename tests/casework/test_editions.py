"""The lawyer prepares an edition of the office's own and publishes it; running cases stay on theirs."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from kense import law
from kense.acts.models import PublishedEdition
from kense.acts.store import EditionStore
from kense.casework import editions
from kense.casework.edition_parts import circumstances_for, items_of
from kense.casework.edition_texts import PUBLISHED
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError
from kense.law import library, lookup
from kense.people.models import Officer
from kense.procedure import required
from kense.trail.selectors import latest_of_office
from tests.law.editions import EDITION
from tests.support.office import Office, OtherOffice, adult_application, at, do, made_officer, made_provider

TODAY = "2019-03-26 10:00"
NAMES = {"name_kk": "Мектеп анықтамасы", "name_ru": "Справка школы", "name_en": "Certificate of the school"}
NEW = {**NAMES, "form": "original", "can_expire": "1", "when_reason.enrolled": "1"}
ORDER = {"valid_from": "27.03.2019", "order_number": "7-Н", "order_date": "25.03.2019"}


@pytest.fixture
def saltanat(office: Office) -> Officer:
    """The lawyer of the office."""
    return made_officer(office.provider, "saltanat", "Омарова Салтанат", "lawyer")


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What a test publishes is gone with its database."""
    yield
    library.keep_in(EditionStore())


def begun(office: Office, saltanat: Officer) -> str:
    return str(editions.begin(office.provider, actor=saltanat, at=at(TODAY)).version)


def saved(office: Office, saltanat: Officer, part: str, name: str, fields: dict[str, str]) -> str:
    version = begun(office, saltanat)
    fields = {**fields, "version": version}
    return str(editions.save(office.provider, part, name, fields, actor=saltanat, at=at(TODAY)).version)


def published(office: Office, saltanat: Officer, **fields: str) -> PublishedEdition:
    typed = {**ORDER, "version": begun(office, saltanat), **fields}
    row = editions.publish(office.provider, typed, actor=saltanat, at=at(TODAY))
    library.refresh()
    return row


def form_of(document: str) -> dict[str, str]:
    """The form of a document as it stands, untouched."""
    edition = law.edition(EDITION)
    item = lookup.document(edition, document).model_dump(mode="json")
    ticks = {
        f"when_{token}": "1" for token, facts, _ in circumstances_for(edition, item) if facts in item["required_when"]
    }
    words = {f"name_{lang}": words for lang, words in item["name"].items()}
    return {**words, "form": item["form"], **ticks, **({"can_expire": "1"} if item["can_expire"] else {})}


def test_cases_before_and_after_have_their_own_documents(office: Office, saltanat: Officer, forgotten: None) -> None:
    before = office.registered()
    saved(office, saltanat, "documents", "", NEW)
    row = published(office, saltanat)
    after = do("hand_in", by=office.aigul, when="2019-03-27 10:00", inputs=adult_application())
    assert (before.edition, after.edition) == (EDITION, row.edition)
    assert row.edition == f"{law.edition(EDITION).act.id}/2019-03-27/office-{office.provider.pk}"
    lists = [
        [one.id for one in required(law.edition(one.edition), one.application["facts"])] for one in (before, after)
    ]
    assert ["doc-1" in one for one in lists] == [False, True]
    with pytest.raises(RefusedError) as refused:
        do("register", after, by=office.aigul, when="2019-03-27 10:05")
    assert refused.value.refusal.code == "package_deficient"
    whole = adult_application(**{"doc_doc-1_shown": "1", "doc_doc-1_expires": "01.06.2019"})
    after = do("register", after, by=office.aigul, when="2019-03-27 10:06", inputs=whole)
    for one, day in ((before, "2019-03-26"), (after, "2019-03-27")):
        assigned = office.assigned(one, when=f"{day} 10:30")
        refusal = office.refusal_drafted(assigned, when=f"{day} 11:40")
        done = office.issued(
            office.result_registered(office.signed(refusal, f"{day} 12:00"), f"{day} 12:10"), f"{day} 12:30"
        )
        assert (done.end, done.edition) == ("refused", one.edition)
    entry = next(one for one in latest_of_office(office.provider.pk, [PUBLISHED], 1))
    assert entry.facts["hash"] == row.content_hash


def test_another_office_stays_on_the_edition_for_all(
    office: Office, other_office: OtherOffice, saltanat: Officer, forgotten: None
) -> None:
    saved(office, saltanat, "documents", "", NEW)
    published(office, saltanat)
    case = do("hand_in", by=other_office.saule, when="2019-03-27 10:00", inputs=adult_application())
    assert case.edition == EDITION


def test_what_is_not_changed_is_the_same(office: Office, saltanat: Officer, forgotten: None) -> None:
    saved(office, saltanat, "grounds", "no_consent", NAMES)
    own = law.edition(published(office, saltanat).edition)
    shipped = law.edition(EDITION)
    changed = {"grounds"}
    for name in type(shipped.standard).model_fields.keys() - changed:
        assert getattr(own.standard, name) == getattr(shipped.standard, name)
    assert own.procedure.actions == shipped.procedure.actions
    assert own.templates == shipped.templates


def test_ids_are_given_once(office: Office, saltanat: Officer, forgotten: None) -> None:
    first = editions.content_of(editions.begin(office.provider, actor=saltanat, at=at(TODAY)))
    assert "doc-1" not in items_of(first, "documents")
    version = saved(office, saltanat, "documents", "", NEW)
    editions.remove(office.provider, "documents", "doc-1", version, actor=saltanat, at=at(TODAY))
    saved(office, saltanat, "documents", "", NEW)
    published(office, saltanat)
    at_next_day = at("2019-03-27 10:00")
    draft = editions.begin(office.provider, actor=saltanat, at=at_next_day)
    fields = {**NEW, "version": str(draft.version)}
    draft = editions.save(office.provider, "documents", "", fields, actor=saltanat, at=at_next_day)
    documents = items_of(editions.content_of(draft), "documents")
    assert [one for one in documents if one.startswith("doc-")] == ["doc-2", "doc-3"]
    typed = {**ORDER, "valid_from": "28.03.2019", "version": str(draft.version)}
    own = editions.publish(office.provider, typed, actor=saltanat, at=at_next_day)
    assert own.edition.endswith(f"/2019-03-28/office-{office.provider.pk}")


@pytest.mark.parametrize(
    ("part", "name", "fields", "field", "code"),
    [
        ("documents", "", {**NEW, "name_ru": " "}, "name_ru", "text_empty"),
        ("documents", "", {**NEW, "form": "drawn"}, "form", "choice_missing"),
        ("grounds", "no_consent", {**NAMES, "name_kk": "Aнықтама"}, "name_kk", "letters_mixed"),
        (
            "texts",
            "application.request",
            {"text_kk": "{who}", "text_ru": "–", "text_en": "–"},
            "text_kk",
            "place_unknown",
        ),
        ("texts", "application.request", {"text_kk": "{", "text_ru": "–", "text_en": "–"}, "text_kk", "place_unknown"),
        ("entries", "category.26-1-1", {**NAMES, "note_kk": "Бар"}, "note_ru", "note_halved"),
        ("retention", "ended_cases", {"years": "0"}, "years", "years_wrong"),
        ("retention", "ended_cases", {"years": "٥"}, "years", "years_wrong"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, saltanat: Officer, part: str, name: str, fields: dict[str, str], field: str, code: str
) -> None:
    with pytest.raises(ProblemsError) as wrong:
        saved(office, saltanat, part, name, fields)
    assert [(one.field, one.code) for one in wrong.value.problems] == [(field, code)]
    assert editions.draft_of(office.provider).version == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"valid_from": "26.03.2019"}, "valid_from", "edition_too_early"),
        ({"order_number": ""}, "order_number", "text_empty"),
        ({"order_date": "27.03.2019"}, "order_date", "date_future"),
    ],
)
def test_what_stops_a_publication(
    office: Office, saltanat: Officer, fields: dict[str, str], field: str, code: str
) -> None:
    saved(office, saltanat, "grounds", "no_consent", NAMES)
    with pytest.raises(ProblemsError) as wrong:
        published(office, saltanat, **fields)
    assert [(one.field, one.code) for one in wrong.value.problems] == [(field, code)]


def test_the_next_edition_begins_after_the_last(office: Office, saltanat: Officer, forgotten: None) -> None:
    saved(office, saltanat, "grounds", "no_consent", NAMES)
    published(office, saltanat, valid_from="01.04.2019")
    saved(office, saltanat, "retention", "ended_cases", {"years": "10"})
    with pytest.raises(ProblemsError) as wrong:
        published(office, saltanat, valid_from="31.03.2019")
    assert wrong.value.problems[0].code == "edition_not_last"
    assert published(office, saltanat, valid_from="02.04.2019").valid_from == date(2019, 4, 2)


def test_a_draft_without_a_change_is_not_published(office: Office, saltanat: Officer) -> None:
    with pytest.raises(RefusedError) as refused:
        published(office, saltanat)
    assert refused.value.refusal.code == "nothing_changed"


def test_the_second_of_two_lawyers_is_told(office: Office, saltanat: Officer) -> None:
    raushan = made_officer(office.provider, "raushan", "Біләл Раушан", "lawyer")
    version = begun(office, saltanat)
    saved(office, raushan, "grounds", "no_consent", NAMES)
    fields = {**NAMES, "version": version}
    with pytest.raises(RefusedError) as refused:
        editions.save(office.provider, "grounds", "no_consent", fields, actor=saltanat, at=at(TODAY))
    assert refused.value.refusal.code == "stale_version"
    assert "Біләл Р." in refused.value.refusal.text.kk


Act = Callable[[Office, Officer], object]
ACTS: list[Act] = [
    lambda office, who: editions.begin(office.provider, actor=who, at=at(TODAY)),
    lambda office, who: editions.drop(office.provider, "1", actor=who, at=at(TODAY)),
    lambda office, who: editions.save(
        office.provider, "grounds", "", {**NAMES, "version": "1"}, actor=who, at=at(TODAY)
    ),
    lambda office, who: editions.remove(office.provider, "grounds", "no_consent", "1", actor=who, at=at(TODAY)),
    lambda office, who: editions.publish(office.provider, {**ORDER, "version": "1"}, actor=who, at=at(TODAY)),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_may(office: Office, saltanat: Officer, act: Act) -> None:
    begun(office, saltanat)
    stranger = made_officer(made_provider("Алтай"), "zere", "Әлі Зере", "lawyer")
    for who in (office.nurlan, office.tolegen, stranger):
        with pytest.raises(RefusedError) as refused:
            act(office, who)
        assert refused.value.refusal.code == "wrong_role"


def test_a_reason_a_document_is_needed_for_stays(office: Office, saltanat: Officer) -> None:
    version = begun(office, saltanat)
    with pytest.raises(RefusedError) as refused:
        editions.remove(office.provider, "reasons", "enrolled", version, actor=saltanat, at=at(TODAY))
    assert refused.value.refusal.code == "still_needed"


def test_a_form_sent_untouched_changes_nothing(office: Office, saltanat: Officer) -> None:
    for document in law.edition(EDITION).standard.documents:
        saved(office, saltanat, "documents", document.id, form_of(document.id))
    draft = editions.draft_of(office.provider)
    assert draft
    assert editions.differences(draft) == ()


def test_a_case_is_not_carried_on_by_changed_rules(office: Office) -> None:
    case = office.registered()
    type(case).objects.filter(pk=case.pk).update(edition_hash="0" * 64)
    with pytest.raises(RefusedError) as refused:
        office.assigned(case)
    assert refused.value.refusal.code == "edition_changed"


def test_a_clean_break(office: Office, saltanat: Officer) -> None:
    """What is thrown away leaves the next draft as the edition is."""
    version = saved(office, saltanat, "grounds", "no_consent", NAMES)
    editions.drop(office.provider, version, actor=saltanat, at=at(TODAY))
    draft = editions.begin(office.provider, actor=saltanat, at=at(TODAY) + timedelta(minutes=1))
    assert editions.differences(draft) == ()
