"""A sentence of a paper as data."""

from kense.law.values import Datum, Ident, LawText


class FormText(Datum):
    """A sentence that the template of a paper asks for by its key.

    `fills` are the words that may stand in braces in it, each with what the template puts there.
    """

    paper: Ident
    key: Ident
    fills: dict[Ident, LawText] = {}
    text: LawText

    @property
    def id(self) -> str:
        """Paper and key: what the sentence is named by."""
        return f"{self.paper}.{self.key}"

    @property
    def itself(self) -> "FormText":
        """The sentence with what its words in braces mean: it is told as a whole."""
        return self
