"""References to places in legal texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.kernel import LegalRef

NUMBERS = st.integers(1, 300).map(str)
PARAGRAPHS = NUMBERS | st.tuples(NUMBERS, NUMBERS).map("-".join)


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("reg", LegalRef("reg")),
        ("reg 5 action 1", LegalRef("reg", "5", action="1")),
        ("reg 8 sub 2", LegalRef("reg", "8", sub="2")),
        ("law 19-1", LegalRef("law", "19-1")),
        ("std app 3", LegalRef("std", appendix="3")),
        ("house part rework", LegalRef("house", part="rework")),
    ],
)
def test_as_written(written: str, ref: LegalRef) -> None:
    assert LegalRef.parse(written) == ref
    assert str(ref) == written


@given(
    source=st.from_regex("[a-z][a-z0-9_-]{0,9}", fullmatch=True),
    paragraph=st.just("") | PARAGRAPHS,
    sub=st.just("") | NUMBERS,
    action=st.just("") | NUMBERS,
    appendix=st.just("") | NUMBERS,
    part=st.just("") | st.from_regex("[a-z]{1,9}", fullmatch=True),
)
def test_what_is_written_can_be_read(**fields: str) -> None:
    ref = LegalRef(**fields)
    assert LegalRef.parse(str(ref)) == ref


@pytest.mark.parametrize(
    "written", ["", "5", "Reg 5", "reg five", "reg  5", "reg 5 ", "reg 5 action", "reg action 1 5", "reg 5\n", "пп 5"]
)
def test_what_is_no_reference(written: str) -> None:
    with pytest.raises(ValueError, match="is not a reference; write it like 'reg 5 action 1'"):
        LegalRef.parse(written)
