"""What a scanner types, in each layout of the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.desk.scanned import codes_in, sheet_in
from kense.kernel.codes import SIGNS, new_code

# Keys that print the signs of a code, by what is engraved on them: the layouts of Windows and X11 agree on these.
RUSSIAN = dict(zip("QWERTYPASDFGHJKZXCVBNM", "ЙЦУКЕНЗФЫВАПРОЛЯЧСМИТЬ", strict=True))
KAZAKH = RUSSIAN | dict(zip("23456789-", "әіңғ,.үұө", strict=True))
ADDRESS = "https://kense.example.kz/status/?number=03-14%2F147&code=K7M2-9QXF"


def typed(code: str, layout: dict[str, str]) -> str:
    return "".join(layout.get(sign, sign) for sign in code)


@given(st.builds(new_code))
def test_a_code_is_read_in_every_layout(code: str) -> None:
    for layout in ({}, RUSSIAN, KAZAKH):
        assert codes_in(typed(code, layout)) == (code,)


@given(st.builds(new_code), st.integers(1, 999))
def test_a_sheet_is_read_in_every_layout(form: str, place: int) -> None:
    for layout in ({}, RUSSIAN | {"/": "."}, KAZAKH | {"/": "№", "1": '"', "0": "қ"}):
        assert sheet_in(typed(f"{form}/{place}", layout)) == (form, place)


@pytest.mark.parametrize(
    "text", ["", "K7M2-9QXF", "K7M2-9QXF/", "K7M2-9QXF/0", "K7M2-9QXF/1000", "/papers/K7M2-9QXF/1", ADDRESS]
)
def test_what_is_no_sheet(text: str) -> None:
    assert sheet_in(text) is None


def test_every_sign_of_a_code_has_its_key() -> None:
    assert set(SIGNS) <= KAZAKH.keys()


@pytest.mark.parametrize(
    "text",
    [
        *("K7M2-9QXF", "k7m2-9qxf", " K7M2-9QXF\t", "K7M29QXF", "/papers/K7M2-9QXF/", ADDRESS),
        "реезыЖ..лутыуюучфьздуюля.ыефегы.,тгьиук=03-14%2А147?сщву=Л7Ь2-9ЙЧА",
        'реезыЖ№№лутыуюучфьздуюля№ыефегы№?тгьиукһқіө"ңҒәА"ң.:сщвуһЛ.ЬәөұЙЧА',
    ],
)
def test_a_code_is_taken_out_of_what_is_typed(text: str) -> None:
    assert "K7M2-9QXF" in codes_in(text)


@pytest.mark.parametrize(
    "text", ["", "03-14/152", "050316500276", "Әлия", "Сейітова", "K7M2-9QX", "AK7M2-9QXF", "K7M1-9QXF"]
)
def test_what_holds_no_code(text: str) -> None:
    assert codes_in(text) == ()
