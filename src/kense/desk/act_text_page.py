"""What the page of the act's official text shows of each language."""

from dataclasses import dataclass
from functools import cached_property

from kense.acts.texts import ActText, refs_of, texts_of
from kense.casework.act_texts import LANGUAGES
from kense.kernel import Text
from kense.law.act import Act, Place
from kense.law.text_parts import in_text

MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded text: its language in words, how many places have words, which have none, which lines belong to none."""

    text: ActText
    language: Text
    placed: int
    missing: tuple[Place, ...]

    @property
    def unplaced(self) -> list[tuple[int, str]]:
        """The first of the lines with their numbers."""
        return [(number, words) for number, words in self.text.unplaced[:MOST_LINES]]

    @property
    def more(self) -> int:
        """How many lines are not shown; the command line shows all."""
        return max(0, len(self.text.unplaced) - MOST_LINES)


class ActTextPage:
    """The texts of an act."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.places = [one for one in act.places if one.ref.source in in_text(act)]

    @cached_property
    def texts(self) -> list[Loaded]:
        """Those that are loaded."""
        return [self._loaded(text) for text in texts_of(self.act.id)]

    def _loaded(self, text: ActText) -> Loaded:
        held = refs_of(text)
        missing = tuple(one for one in self.places if one.ref not in held)
        return Loaded(text, LANGUAGES[text.language], len(self.places) - len(missing), missing)
