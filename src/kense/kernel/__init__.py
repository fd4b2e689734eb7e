"""Small words everyone uses: texts in three languages, references, refusals, the clock. Imports nothing of ours."""

from kense.kernel.refs import LegalRef
from kense.kernel.refusal import Problem, Refusal, RefusedError
from kense.kernel.text import LANGS, Lang, Text

__all__ = ["LANGS", "Lang", "LegalRef", "Problem", "Refusal", "RefusedError", "Text"]
