"""Walking through a datum with everything inside it."""

from collections.abc import Iterator

from pydantic import BaseModel

from kense.kernel import LegalRef


def walk(datum: object, where: str = "") -> Iterator[tuple[str, object]]:
    """The datum and all its parts, each with its path, like `actions[0].outcomes[1].ref`."""
    yield where.lstrip("."), datum
    for step, value in _parts(datum):
        yield from walk(value, where + step)


def refs_in(datum: object) -> Iterator[LegalRef]:
    """Every reference anywhere inside a datum."""
    return (value for _, value in walk(datum) if isinstance(value, LegalRef))


def _parts(datum: object) -> Iterator[tuple[str, object]]:
    if isinstance(datum, BaseModel):
        yield from ((f".{name}", getattr(datum, name)) for name in type(datum).model_fields)
    elif isinstance(datum, dict):
        yield from ((f".{key}", value) for key, value in datum.items())
    elif isinstance(datum, tuple):
        yield from ((f"[{index}]", value) for index, value in enumerate(datum))
