"""References to places in legal texts, written as in the regulation files: `reg 5 action 1`, `std app 3`."""

import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<source>[a-z][a-z0-9_-]*)"
    r"(?: (?P<paragraph>\d+(?:-\d+)?))?"
    r"(?: sub (?P<sub>\d+))?"
    r"(?: action (?P<action>\d+))?"
    r"(?: app (?P<appendix>\d+))?"
    r"(?: part (?P<part>[a-z]+))?"
)


@dataclass(frozen=True, slots=True)
class LegalRef:
    """A place in a legal text: the source's short name, then paragraph, sub-paragraph, action, appendix or named part."""

    source: str
    paragraph: str = ""
    sub: str = ""
    action: str = ""
    appendix: str = ""
    part: str = ""

    @classmethod
    def parse(cls, text: str) -> "LegalRef":
        """Read the written form. Raises ValueError that says what the form is."""
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(
                f"'{text}' is not a reference; write it like 'reg 5 action 1', 'reg 8 sub 2' or 'std app 3'"
            )
        return cls(**{name: value or "" for name, value in found.groupdict().items()})

    def __str__(self) -> str:
        words = [self.source, self.paragraph]
        for name in ("sub", "action", "appendix", "part"):
            value = getattr(self, name)
            words.append(f"{'app' if name == 'appendix' else name} {value}" if value else "")
        return " ".join(word for word in words if word)
