"""The diagram as an SVG: named and described for who does not see it, in the order of the process, styled by classes only."""

from collections.abc import Iterator

from kense.directory import words
from kense.directory.drawing import Drawing, Words, drawing_of
from kense.directory.flow import Flow, Node
from kense.directory.house import LINE, MARK, TEXT, Mark, Row
from kense.directory.identity import said_of
from kense.directory.key import key_row
from kense.directory.layout import LANE_HEAD, Box
from kense.directory.markup import Markup, el, join
from kense.directory.prose import house_said, sentences
from kense.directory.style import DIAGRAM, TOKENS
from kense.kernel import Lang

FOOT = 26.0
HEAD_SIZE = 6.0


def act_svg(flow: Flow, lang: Lang, *, alone: bool = False) -> Markup:
    """The act's diagram in one language, for a page that has its style; `alone` puts the style into the file."""
    made = drawing_of(flow, lang)
    key, end = key_row(lang, made.bottom, made.wide)
    title = f"{words.TITLE.in_lang(lang)}: {flow.edition.act.service.in_lang(lang)}"
    return _picture(
        (made.wide, end + FOOT),
        lang,
        ("act", title, " ".join(sentences(flow, lang))),
        *([el("style", None, Markup(TOKENS + DIAGRAM))] if alone else []),
        *_lanes(made),
        *_process(made),
        key,
        text(12, end + FOOT / 2, words.first_capital(said_of(flow.edition)).in_lang(lang), "kd-foot"),
    )


def house_svg(flow: Flow, lang: Lang) -> Markup:
    """The house rules under the columns of the act's diagram: a picture of its own, since the act says none of it."""
    made = drawing_of(flow, lang)
    high = made.rows[-1].box.bottom + 8
    said = ("house", words.HOUSE.in_lang(lang), house_said(flow).in_lang(lang))
    return _picture((made.wide, high), lang, said, *_house(made))


def _picture(size: tuple[float, float], lang: Lang, said: tuple[str, str, str], *inside: Markup) -> Markup:
    """An SVG of a size with a name for its ids, a title and a long description; a pixel is left around it for the lines."""
    (wide, high), (name, title, long) = size, said
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "kd",
        "width": f"{wide + 2:.0f}",
        "height": f"{high + 2:.0f}",
        "viewBox": f"-1 -1 {wide + 2:.0f} {high + 2:.0f}",
        "role": "img",
        "lang": lang,
        "aria-labelledby": f"kd-{name}-title",
        "aria-describedby": f"kd-{name}-desc",
    }
    told = (el("title", {"id": f"kd-{name}-title"}, title), el("desc", {"id": f"kd-{name}-desc"}, long))
    return el("svg", attributes, *told, *inside)


def text(x: float, y: float, line: str, kind: str) -> Markup:
    """A line of text around the height y."""
    return el("text", {"class": kind, "x": x, "y": y + 4.6}, line)


def rect(box: Box, kind: str, round_: float | None = None) -> Markup:
    """A rectangle."""
    return el("rect", {"class": kind, "x": box.x, "y": box.y, "width": box.w, "height": box.h, "rx": round_})


def _lanes(made: Drawing) -> Iterator[Markup]:
    for lane in made.lanes:
        box = lane.box
        x, y = LANE_HEAD / 2, box.cy
        name = words.first_capital(lane.role.unit).in_lang(made.lang)
        yield el(
            "g",
            {"class": "kd-lane"},
            rect(box, "kd-band"),
            rect(Box(0, box.y, LANE_HEAD, box.h), "kd-head"),
            el("text", {"class": "kd-unit", "x": x, "y": y + 5, "transform": f"rotate(-90 {x:.1f} {y:.1f})"}, name),
        )


def _process(made: Drawing) -> Iterator[Markup]:
    """The arrows, then each figure with the words on the arrows out of it, in the order of the process."""
    yield el("g", {"class": "kd-arrows"}, *(part for line in made.lines for part in arrow(line.points)))
    for node in made.flow.nodes:
        yield _figure(made, node)
        yield from (_way(line.words) for line in made.lines if line.words and line.route.source == node.id)


def _figure(made: Drawing, node: Node) -> Markup:
    box, label = made.of(node), made.figures[node.id].label
    lines = []
    for line in label.lines:
        x = box.x + 10 if node.kind == "action" else box.cx
        x = box.right - 10 if line.kind == "length" else x
        kind = f"kd-{line.kind}"
        down = line.down if node.kind == "action" else line.down + (box.h - label.height) / 2
        lines.append(text(x, box.y + down, line.text, kind))
    number = [_number(box, node)] if node.kind == "action" else []
    return el("g", {"class": f"kd-{node.kind}"}, _shape(box, node), *number, *lines)


def _number(box: Box, node: Node) -> Markup:
    number = str(node.action.number) if node.action else ""
    return el("text", {"class": "kd-number", "x": box.x + 10, "y": box.y + 24}, number)


def _shape(box: Box, node: Node) -> Markup:
    if node.kind == "choice":
        corners = [(box.cx, box.y), (box.right, box.cy), (box.cx, box.bottom), (box.x, box.cy)]
        return el("polygon", {"class": "kd-shape", "points": _points(corners)})
    return rect(box, "kd-shape", None if node.kind == "action" else min(box.h / 2, 24.0))


def _way(said: Words) -> Markup:
    lines = [text(said.x, said.y + index * TEXT * LINE, one, "kd-way") for index, one in enumerate(said.lines)]
    return el("g", None, *lines)


def arrow(points: tuple[tuple[float, float], ...], kind: str = "kd-line") -> tuple[Markup, Markup]:
    """A line and the head at its end."""
    (x0, y0), (x, y) = points[-2], points[-1]
    back = (x - HEAD_SIZE * _sign(x - x0), y - HEAD_SIZE * _sign(y - y0))
    side = (0.0, HEAD_SIZE * 0.62) if y == y0 else (HEAD_SIZE * 0.62, 0.0)
    head = [(x, y), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    return (
        el("polyline", {"class": kind, "points": _points([*points[:-1], back])}),
        el("polygon", {"class": "kd-tip", "points": _points(head)}),
    )


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _points(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _house(made: Drawing) -> Iterator[Markup]:
    """The band of the house rules, drawn otherwise than the act's lanes."""
    band = Box(0, 0, made.wide, made.rows[-1].box.bottom + 6)
    yield el("g", {"class": "kd-house"}, rect(band, "kd-dashed", 6), *(_rule(row) for row in made.rows))


def _rule(row: Row) -> Markup:
    box = row.box
    first = box.cy - (len(row.lines) - 1) * TEXT * LINE / 2
    lines = [text(12, first + index * TEXT * LINE, one, "kd-rule") for index, one in enumerate(row.lines)]
    marks = [_mark(one, box.cy, "kd-at", MARK / 2) for one in row.at]
    return el("g", None, *lines, *_track(row), *marks, *_leads(row))


def _track(row: Row) -> list[Markup]:
    """The dashed line through the places where a rule holds."""
    ends = [(one.x, row.box.cy) for one in row.at]
    return [el("polyline", {"class": "kd-dash", "points": _points([ends[0], ends[-1]])})] if len(ends) > 1 else []


def _leads(row: Row) -> list[Markup]:
    """The arrow to where a rule leads: an action before, or an end."""
    y = row.box.cy
    if row.to:
        start, reach = row.at[0].x if row.to.x < row.at[0].x else row.at[-1].x, MARK / 2
        way = _sign(row.to.x - start) or -1
        line = arrow(((start + way * reach, y), (row.to.x - way * (reach + 2), y)), "kd-dash")
        known = any(one.number == row.to.number for one in row.at)
        return [*line] if known else [*line, _mark(row.to, y, "kd-to", 3)]
    if row.end_lines:
        high = len(row.end_lines) * TEXT * LINE + 8
        box = Box(row.end_x, y - high / 2, _end_wide(row), high)
        first = y - (len(row.end_lines) - 1) * TEXT * LINE / 2
        said = [text(box.cx, first + n * TEXT * LINE, one, "kd-plain") for n, one in enumerate(row.end_lines)]
        return [*arrow(((row.at[-1].x + MARK / 2, y), (box.x - 2, y)), "kd-dash"), rect(box, "kd-to-shape", 14), *said]
    return []


def _end_wide(row: Row) -> float:
    """How wide the end of a rule is drawn: to the inner edge of the band."""
    return row.box.w - 8 - row.end_x


def _mark(mark: Mark, y: float, kind: str, round_: float) -> Markup:
    box = Box(mark.x - MARK / 2, y - MARK / 2, MARK, MARK)
    return join([rect(box, f"{kind}-shape", round_), text(mark.x, y, str(mark.number), "kd-mark")])
