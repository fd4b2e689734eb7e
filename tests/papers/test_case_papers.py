"""The papers of a case beyond the results: the application, in one language, as a copy; names and lists of any length."""

import copy
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kense.papers.render import render
from tests.papers.made_up import paper_data
from tests.papers.test_render import LONG_NAME, MADE, PAPERS, TEMPLATES, letters, pages, paper, words

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
ALL_LETTERS = " ".join(one[n : n + 7] for one in (KAZAKH, KAZAKH.upper()) for n in range(0, 42, 7))
COPY = {
    "of": {"code": "ABCD-2345", "number": "03-15/88", "made": "2019-03-26T10:00"},
    "given_to": "Өскемен қаласының соты, талап қою үшін",
    "certified": "2019-04-02T10:00",
    "by": {"name": "Г. Н. Һасенова", "position": {"kk": "Кеңсе қызметкері", "ru": "Сотрудник канцелярии"}, "phone": ""},
}
SIGNED = {
    "notification": "Основание:",
    "refusal": "Ваши права",
    "inquiry": "Жауапта осы сұраудың",
    "resolution": "Бұрыштама қойылды",
    "control": "Минуттар – кеңсенің",
    "application": "келісім беремін",
}
"""What stands above the signature of a paper, in the same breath."""


def blank(**changed: Any) -> bytes:
    nobody = dict.fromkeys(("full_name", "iin", "birth_date", "address", "phone"), "")
    form = paper_data("application")["application"] | {"blank": True, "applicant": nobody}
    head = {
        name: one
        for name, one in paper_data("application").items()
        if name in ("paper", "provider", "service", "texts")
    }
    data = {**head, "recipient": nobody, "application": form, "case": {"number": None}, **changed}
    return render(TEMPLATES / "application.typ", data, created=MADE)


# Forms


def test_a_blank_form_has_everything_to_choose_from_and_nobody_in_it() -> None:
    said = words(blank())
    form = paper_data("application")["application"]
    for choice in (*form["kinds"], *form["terms"], *form["reasons"], *form["documents"]):
        assert letters(choice["name"]["kk"]) in letters(said)
        assert letters(choice["name"]["ru"]) in letters(said)
    assert "Сәрсенбаев" not in said
    assert "текст не сверен" in said


@pytest.mark.para("std app 2")
def test_a_filled_form_says_only_what_was_chosen() -> None:
    said = words(paper("application"))
    assert "Күндізгі оқуға түсті" in said
    assert "Шетелде оқиды" not in said


def test_an_inquiry_looked_at_before_it_is_sent_has_no_number() -> None:
    inquiry = paper_data("inquiry")["inquiry"] | {"number": None, "date": None}
    assert "03-16/" not in words(paper("inquiry", inquiry=inquiry))


def test_a_resolution_without_a_note_says_so() -> None:
    assignment = paper_data("resolution")["assignment"] | {"note": ""}
    assert "Бұрыштама / Резолюция –" in words(paper("resolution", assignment=assignment))


# One language


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize(("language", "other"), [("kk", "ru"), ("ru", "kk")])
def test_a_paper_in_one_language_has_nothing_in_the_other(name: str, language: str, other: str) -> None:
    title = paper_data(name)["paper"]["title"]
    pdf = paper(name, language=language)
    said = letters(words(pdf))
    assert letters(title[language]) in said
    assert letters(title[other]) not in said
    assert (letters("стр. 1 из") in said) == (language == "ru")
    assert (letters("1-бет, барлығы") in said) == (language == "kk")
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == f"{language}-KZ"


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_given_in_both_languages_is_there_once_in_one(name: str) -> None:
    """The labels of a Russian paper have no Kazakh letters; what people wrote and are called may."""
    data = paper_data(name)
    provider = data["provider"] | {"name": {"kk": "Ңңң", "ru": "Колледж"}}
    said = words(paper(name, provider=provider, language="ru"))
    assert "Ңңң" not in said
    for label in ("Көрсетілетін қызметті алушы", "Орындаушы", "қолы", "Негіздеме", "М.О."):
        assert label not in said


# Copies


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_of_a_copy_says_what_it_is(name: str) -> None:
    found = pages(paper(name, copy=COPY))
    assert all("КӨШІРМЕ / КОПИЯ" in page for page in found)
    last = letters(found[-1])
    for said in ("Көшірме дұрыс", "Копия верна", "№ 03-15/88", "ABCD-2345", COPY["given_to"], "02.04.2019"):
        assert letters(str(said)) in last
    assert "КОПИЯ" not in words(paper(name))


def test_a_copy_in_one_language() -> None:
    said = words(paper("notification", copy=COPY, language="kk"))
    assert "КӨШІРМЕ" in said
    assert "КОПИЯ" not in said


def test_a_copy_says_what_the_original_says() -> None:
    original, copied = words(paper("refusal")), words(paper("refusal", copy=COPY))
    assert set(original.split()) - set(copied.split()) <= {"1", "1-бет,"}


# Any length


@pytest.mark.parametrize("name", PAPERS)
def test_every_kazakh_letter_is_read_back(name: str) -> None:
    person = paper_data(name)["recipient"] | {"full_name": ALL_LETTERS}
    found = words(paper(name, recipient=person))
    assert [one for one in ALL_LETTERS.split() if one not in found] == []


NAMES = st.lists(st.text(KAZAKH, min_size=1, max_size=40), min_size=1, max_size=7).map(" ".join)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(sorted(SIGNED)), NAMES, NAMES, st.integers(0, 60))
def test_whatever_the_lengths_all_is_there_and_no_signature_is_alone(
    name: str, person: str, office: str, lines: int
) -> None:
    changed = _lengthened(name, person, office, lines)
    found = pages(paper(name, **changed))
    whole = letters(" ".join(found))
    assert letters(person) in whole
    for number, page in enumerate(found, 1):
        assert f"{number}-бет, барлығы {len(found)} · стр. {number} из {len(found)}" in page
    [signed] = [page for page in found if "қолы / подпись" in page]
    assert letters(SIGNED[name]) in letters(signed)


def _lengthened(name: str, person: str, office: str, lines: int) -> dict[str, Any]:
    """The data of a paper with a long name, a long organisation name and `lines` more of what it lists."""
    data = copy.deepcopy(paper_data(name))
    text = "Оқу мерзімі сәйкес емес.\n" * lines
    data["recipient"]["full_name"] = person
    data["provider"]["name"] = {"kk": office, "ru": office}
    data["explanation"] = data["inquiry"]["question"] = data["assignment"]["note"] = text + "Соңы"
    data["changes"] += data["changes"][:1] * lines
    data["control"] += data["control"][:2] * lines
    data["application"]["documents"] += data["application"]["documents"] * lines
    data.pop("paper")
    return data


def test_forty_missing_documents_and_a_long_office_fit_a_copy() -> None:
    missing = [{"name": {"kk": f"{n}-құжат: {LONG_NAME}", "ru": f"документ {n}"}} for n in range(1, 41)]
    found = pages(paper("receipt", missing=missing, copy=COPY))
    assert all(f"{n}-құжат:" in " ".join(found) for n in range(1, 41))
    assert "Көшірме дұрыс" in found[-1]


@pytest.mark.parametrize(("name", "part", "head"), [("control", "control", "Қорытынды"), ("application", "", "Листов")])
def test_the_head_of_a_long_table_is_on_each_of_its_pages(name: str, part: str, head: str) -> None:
    data = paper_data(name)
    if part:
        changed = {part: data[part] * 20}
    else:
        changed = {"application": data["application"] | {"documents": data["application"]["documents"] * 40}}
    first, second, *_ = pages(paper(name, **changed))
    assert head in first
    assert head in second


# What an officer writes


@settings(max_examples=10, deadline=None)
@given(
    st.sampled_from(["inquiry", "resolution"]), st.text("#$*_`~@<>\\{}[]()\"'=-+/|&%^.,:;! \nabcқұ№₸1", max_size=120)
)
def test_what_an_officer_writes_stays_as_written(name: str, text: str) -> None:
    part, field = {"inquiry": ("inquiry", "question"), "resolution": ("assignment", "note")}[name]
    changed = {part: paper_data(name)[part] | {field: f"Басы{text}Соңы"}}
    assert letters(f"Басы{text}Соңы") in letters(words(paper(name, **changed)))


@pytest.mark.parametrize("text", ['#panic("x") $x^2$ *bold* <label> @ref #[', "= Тақырып\n- тармақ\n#data.case"])
def test_for_whom_a_copy_is_given_cannot_become_template_code(text: str) -> None:
    assert letters(text) in letters(words(paper("notification", copy=COPY | {"given_to": text})))


def test_whom_an_inquiry_is_sent_to_cannot_become_template_code() -> None:
    inquiry = paper_data("inquiry")["inquiry"] | {"addressee": '#panic("x") *орта* мектеп'}
    assert letters('#panic("x") *орта* мектеп') in letters(words(paper("inquiry", inquiry=inquiry)))
