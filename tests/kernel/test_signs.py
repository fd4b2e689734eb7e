"""Signs that nobody sees are left out, everywhere in the same way."""

import pytest

from kense.kernel.signs import visible, visible_lines


@pytest.mark.parametrize(
    "unseen", ["\x00", "\x1f", "\x7f", "\u200b", "\u202e", "\u00ad", "\ufeff", "\ud800", "\u2028", "\n"]
)
def test_what_nobody_sees_is_left_out(unseen: str) -> None:
    assert visible(f"Сей{unseen}ітова") == "Сейітова"


def test_letters_spaces_and_other_signs_stay() -> None:
    words = "№\u00a012 «Көкжиек» колледжі – Әбілқасым e\u0301"
    assert visible(words) == words


def test_lines_stay_where_there_may_be_several() -> None:
    assert visible_lines("бір\r\nекі\rүш\tтөрт\x00") == "бір\nекі\nүш\tтөрт"
