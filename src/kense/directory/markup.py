"""Writing markup: elements as strings, what goes into them escaped once."""

from collections.abc import Iterable, Mapping
from html import escape


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()

    def __html__(self) -> str:
        """What template engines ask of text that is not to be escaped again."""
        return str(self)


def el(name: str, attributes: Mapping[str, object] | None = None, *inside: str) -> Markup:
    """An element; plain text inside is escaped, attributes that are None are left out, numbers are written short."""
    said = "".join(
        f' {key}="{escape(number(value))}"' for key, value in (attributes or {}).items() if value is not None
    )
    if not inside:
        return Markup(f"<{name}{said}/>")
    return Markup(f"<{name}{said}>{join(inside)}</{name}>")


def join(parts: Iterable[str], by: str = "") -> Markup:
    """Several pieces of text or markup as one."""
    return Markup(by.join(one if isinstance(one, Markup) else escape(one, quote=False) for one in parts))


def number(value: object) -> str:
    """A length without needless digits: 12.0 is 12, 12.3456 is 12.3; anything else as it is."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
