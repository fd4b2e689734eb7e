"""Where things stand: nothing over anything else, no line through a figure, no word out of its frame, for any edition."""

from itertools import combinations, pairwise
from random import Random

import pytest

from kense.directory.drawing import Drawing, drawing_of
from kense.directory.flow import flow_of
from kense.directory.layout import Box
from kense.directory.measure import width, wrap
from kense.kernel import LANGS
from tests.directory.invented import EDITIONS, random_edition

DRAWN = {(name, lang): drawing_of(flow_of(edition), lang) for name, edition in EDITIONS.items() for lang in LANGS} | {
    ("random", str(seed)): drawing_of(flow_of(random_edition(Random(seed))), "kk") for seed in range(25)
}
EACH = pytest.mark.parametrize("drawn", DRAWN.values(), ids=["-".join(key) for key in DRAWN])


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes have nothing in common."""
    over, beside = (
        (min(one.bottom, other.bottom) - max(one.y, other.y)),
        (min(one.right, other.right) - max(one.x, other.x)),
    )
    return over < 1e-6 or beside < 1e-6


def segments(drawn: Drawing) -> list[tuple[str, Box]]:
    """Every straight piece of a line, with the arrow it belongs to."""
    return [
        (line.route.arrow.id, Box(min(x, u), min(y, v), abs(x - u), abs(y - v)))
        for line in drawn.lines
        for (x, y), (u, v) in pairwise(line.points)
    ]


@EACH
def test_no_figure_stands_on_another_and_each_is_in_its_lane(drawn: Drawing) -> None:
    assert all(apart(one, other) for one, other in combinations(drawn.boxes.values(), 2))
    lanes = {lane.role.id: lane.box for lane in drawn.lanes}
    for node in drawn.flow.nodes:
        box, lane = drawn.of(node), lanes[node.role]
        assert lane.y < box.y < box.bottom < lane.bottom
        assert lane.x < box.x < box.right < lane.right


@EACH
def test_no_line_runs_through_a_figure(drawn: Drawing) -> None:
    for arrow, piece in segments(drawn):
        assert piece.w == 0 or piece.h == 0, "lines go straight"
        for name, box in drawn.boxes.items():
            inner = Box(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1)
            assert apart(piece, inner), (arrow, name)


@EACH
def test_no_words_stand_on_a_figure_or_on_other_words(drawn: Drawing) -> None:
    words = [line.words.box for line in drawn.lines if line.words]
    assert all(apart(one, other) for one, other in combinations(words, 2))
    assert all(apart(one, box) for one in words for box in drawn.boxes.values())
    assert all(one.x > 0 and one.right <= drawn.wide and one.y > 0 and one.bottom <= drawn.bottom for one in words)


@EACH
def test_the_words_of_a_figure_fit_into_it(drawn: Drawing) -> None:
    for name, figure in drawn.figures.items():
        assert figure.label.wide() <= figure.w - 8, name
        assert figure.label.height <= figure.h, name


@EACH
def test_lines_of_different_arrows_do_not_lie_on_each_other(drawn: Drawing) -> None:
    ends = {line.route.arrow.id: {line.route.source, line.route.target} for line in drawn.lines}
    for (one, a), (other, b) in combinations(segments(drawn), 2):
        if one != other and not ends[one] & ends[other]:
            along = (a.w and b.w and a.y == b.y and not (a.right <= b.x or b.right <= a.x)) or (
                a.h and b.h and a.x == b.x and not (a.bottom <= b.y or b.bottom <= a.y)
            )
            assert not along, (one, other)


def test_the_shipped_diagram_is_read_without_scrolling_on_a_usual_screen() -> None:
    assert all(drawn.wide <= 1390 for (name, _), drawn in DRAWN.items() if name == "shipped")


def test_lines_are_no_wider_than_their_room_and_brackets_stay_whole() -> None:
    lines = wrap("Дәлелді жауап (бас тарту)", 80, 13)
    assert lines == ("Дәлелді", "жауап", "(бас тарту)")
    assert all(width(line, 13) <= 80 for line in lines)
    assert all(width(line, 14) <= 60 for line in wrap("өзектендірілетіндіктен", 60, 14))
