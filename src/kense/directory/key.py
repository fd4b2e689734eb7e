"""The key of the diagram: what each figure means, as such directories are usually drawn."""

from kense.directory import words
from kense.directory.markup import Markup, el
from kense.directory.measure import width
from kense.kernel import Lang, Text

SIZE, BETWEEN = 13.0, 26.0

_SHAPES: tuple[tuple[Text, str, dict[str, object], float], ...] = (
    (words.UNIT_KEY, "rect", {"class": "kd-head", "x": 0, "y": -9, "width": 8, "height": 18}, 8),
    (words.END_KEY, "rect", {"class": "kd-shape", "x": 0, "y": -8, "width": 26, "height": 16, "rx": 8}, 26),
    (words.ACTION_KEY, "rect", {"class": "kd-shape", "x": 0, "y": -8, "width": 24, "height": 16}, 24),
    (words.CHOICE_KEY, "polygon", {"class": "kd-shape", "points": "0,0 14,-9 28,0 14,9"}, 28),
    (words.ARROW_KEY, "path", {"class": "kd-key-arrow", "d": "M0 0H22M16-4L22 0L16 4"}, 22),
)


def key_row(lang: Lang, top: float, wide: float) -> tuple[Markup, float]:
    """The key under the picture, in as many lines as it needs, and where the last of them ends."""
    x, y, drawn = 12.0, top + 26, []
    for text, name, attributes, shape in _SHAPES:
        said = text.in_lang(lang)
        long = shape + 8 + width(said, SIZE)
        if x + long > wide - 12:
            x, y = 12.0, y + 26
        moved = {"transform": f"translate({x:.1f} {y:.1f})"}
        drawn.append(
            el("g", moved, el(name, attributes), el("text", {"class": "kd-key", "x": shape + 8, "y": 4.6}, said))
        )
        x += long + BETWEEN
    return el("g", {"class": "kd-keys"}, *drawn), y + 14
