"""In which of the three languages a program is answered."""

from contextlib import suppress

from kense.kernel import LANGS, Lang


def chosen(accepted: str) -> Lang:
    """The first of our languages by the weights of an Accept-Language header; Kazakh, the office's first, without one."""
    weighed = [_weighed(one) for one in accepted[:200].split(",")]
    for _, lang in sorted((one for one in weighed if one[0] > 0), key=lambda one: -one[0]):
        if lang in LANGS:
            return lang
    return LANGS[0]


def _weighed(part: str) -> tuple[float, str]:
    tag, _, rest = part.partition(";")
    weight = 1.0
    if rest.strip().startswith("q="):
        with suppress(ValueError):
            weight = float(rest.strip()[2:])
    return weight, tag.strip().lower().partition("-")[0]
