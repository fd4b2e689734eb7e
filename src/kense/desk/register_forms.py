"""The forms with which the keeper changes the register, and what they change before it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kense.casework import merging
from kense.casework.register_changes import undoings
from kense.casework.register_keeping import BASIS, BASIS_LABEL
from kense.desk.comparison import dates_for_eyes, options_of
from kense.desk.confirmations import token_for
from kense.desk.ground_choice import GroundChoice
from kense.desk.office_page import Field
from kense.desk.officers import Desk
from kense.desk.register_page import Difference, Source, StatedRow, Words, name_of
from kense.kernel import Problem, RefusedError, Text
from kense.registry.facets import GROUND, RECORD, REPRESENTATIVE, Facet, FieldSpec
from kense.registry.history import History, Person, Update, turns
from kense.registry.organisations import Organisation, directory_of
from kense.registry.proposal import NEW, WHICH, Proposal, held_by
from kense.registry.register import record_of
from kense.registry.search import exactly
from kense.registry.statements import COLUMNS

_CONFIRMED = "confirmed"
_OTHER = "other"
_OTHER_LABEL = Text(
    "Қосарланған жазбаның коды немесе ЖСН-і", "Код или ИИН двойной записи", "Code or IIN of the double record"
)
_NOBODY = Text(
    "Мұндай кодпен немесе ЖСН-мен жазба табылмады. Тізілімнен тауып, кодын көшіріңіз.",
    "Записи с таким кодом или ИИН нет. Найдите её в регистре и перенесите код.",
    "There is no record with this code or IIN. Find it in the register and copy its code.",
)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A field of the record on a form: what the register has, what stands in the field, what is wrong with it."""

    spec: FieldSpec
    now: Text
    known: bool
    typed: str
    options: tuple[tuple[str, Text], ...]
    problem: Problem | None
    changes: bool

    @property
    def suggests(self) -> bool:
        """Whether the names of the directory are suggested while it is typed."""
        return self.spec.name == "organisation"


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of a facet."""

    facet: Facet
    rows: tuple[FormRow, ...]

    @property
    def is_ground(self) -> bool:
        """Whether these are the fields of a ground, of which a person has several."""
        return self.facet is GROUND


class RegisterForm:
    """A form about one person, or about somebody new. `typed` and `problems` are those of one that was not taken."""

    def __init__(
        self, desk: Desk, person: Person | None, typed: Mapping[str, str], problems: Sequence[Problem] = ()
    ) -> None:
        self.desk, self.person, self.fields = desk, person, typed
        self.said = tuple(problems)
        self.problems = {one.field: one for one in reversed(problems)}
        self.mistakes = [(one.field, one) for one in problems]
        self.words = Words(desk, shows_iin=True)

    @property
    def name(self) -> str:
        """The person's name; nothing for somebody new."""
        return name_of(self.person) if self.person else ""

    @property
    def confirmed(self) -> list[str]:
        """The warnings that were confirmed, as `field:code`."""
        return [one for one in self.fields.get(_CONFIRMED, "").split(",") if one]

    @property
    def kept_tokens(self) -> list[str]:
        """The ticks that hold, to be sent again with the corrected form."""
        return [token_for(one, self.fields) for one in self.confirmed]

    @cached_property
    def seen(self) -> str:
        """The mark of the person's history that the form was made for."""
        return self.fields.get("seen") or str(History(self.person).mark if self.person else 0)

    @property
    def basis(self) -> Field:
        """On what it is done."""
        return Field(BASIS, BASIS_LABEL, self.fields.get(BASIS, ""), self.problems.get(BASIS))


class ChangeForm(RegisterForm):
    """The record as a form, with one of the person's grounds or a new one."""

    @cached_property
    def choice(self) -> GroundChoice:
        """Which ground the form is about."""
        return GroundChoice(self.desk.edition, held_by(self.person), self.fields.get(WHICH, ""), (), today="")

    @cached_property
    def others(self) -> list[tuple[str, Text]]:
        """The grounds that could be changed in the place of this one."""
        return [one for one in self.choice.options if one[0] != self.choice.chosen]

    @property
    def about(self) -> Text:
        """The ground the form is about, in words."""
        return dict(self.choice.options)[self.choice.chosen]

    @cached_property
    def organisations(self) -> list[Organisation]:
        """What can be written as the education organisation: those that exist today."""
        today = self.desk.worktime.local(self.desk.at).date()
        return directory_of(self.desk.provider.pk).existing(today.isoformat())

    @cached_property
    def groups(self) -> list[Group]:
        """The fields, facet by facet."""
        record = record_of(self.person, 0 if self.choice.chosen == NEW else self.choice.line)
        return [Group(facet, tuple(self._row(spec, record[spec.name]) for spec in facet.fields)) for facet in RECORD]

    def _row(self, spec: FieldSpec, now: str) -> FormRow:
        held = dates_for_eyes(spec, now)
        typed = self.fields.get(spec.name, held)
        options = tuple(options_of(spec, self.words.choices).items())
        words, problem = self.words.value(spec.name, now), self.problems.get(spec.name)
        return FormRow(spec, words, bool(now), typed, options, problem, typed != held)


class RepresentativeForm(RegisterForm):
    """A representative as a form; those stated already, their numbers hidden."""

    def __init__(
        self, desk: Desk, person: Person | None, typed: Mapping[str, str], problems: Sequence[Problem] = ()
    ) -> None:
        super().__init__(desk, person, typed, problems)
        self.words = Words(desk)
        self.ends = typed.get("line", "")
        if self.ends:
            self.mistakes = [(f"{one.field}-{self.ends}", one) for one in problems]

    @property
    def basis_of_new(self) -> Field:
        """The basis of one who is added; what was typed to end another stays with that one."""
        return Field(BASIS, BASIS_LABEL, "") if self.ends else self.basis

    @cached_property
    def stated(self) -> list[StatedRow]:
        """Who is stated now."""
        told = History(self.person).standing() if self.person else []
        facets = self.words.rows([one for one in told if one.facet is REPRESENTATIVE])
        return [row for facet in facets for row in facet.rows]

    @cached_property
    def rows(self) -> list[Field]:
        """The fields of the representative."""
        specs = REPRESENTATIVE.fields
        return [Field(one.name, one.label, self.fields.get(one.name, ""), self.problems.get(one.name)) for one in specs]


class Review:
    """What a form changes, before it is done. `fields` are the form's, to be sent again."""

    def __init__(self, form: RegisterForm, differences: Iterable[Difference]) -> None:
        self.form, self.differences = form, list(differences)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The form as it was sent, its ticks too."""
        fields = [(name, value) for name, value in self.form.fields.items() if name not in (_CONFIRMED, "seen")]
        return [*fields, ("seen", self.form.seen), *(("confirm", token) for token in self.form.kept_tokens)]


class MergeForm(RegisterForm):
    """The question which record is the double one."""

    @property
    def other(self) -> Field:
        """The second record, by its code or IIN."""
        return Field(_OTHER, _OTHER_LABEL, self.fields.get(_OTHER, ""), self.problems.get(_OTHER))


class ReverseForm(RegisterForm):
    """What taking an update back changes, and the basis."""

    def __init__(
        self, desk: Desk, person: Person, update: Update, typed: Mapping[str, str], problems: Sequence[Problem] = ()
    ) -> None:
        super().__init__(desk, person, typed, problems)
        self.source = Source.of(update)
        self.words = Words(desk)
        self._person, self._update = person, update

    @cached_property
    def plans(self) -> list[tuple[str, list[Difference]]]:
        """What it changes of each person, by their code; nothing where it cannot be taken back."""
        try:
            plans = undoings(self._person, self._update)
        except RefusedError:
            return []
        return [(one.person.code, self.words.turned(turns(one.ends, one.restores))) for one in plans]


def found_by(desk: Desk, typed: str) -> Person | Problem:
    """The person of the office with this code or IIN; a problem at the field where there is none."""
    return exactly(desk.provider.pk, typed) or Problem(_OTHER, "person_not_found", _NOBODY)


def merging_review(
    desk: Desk, kept: Person, dropped: Person, fields: Mapping[str, str], problems: Sequence[Problem]
) -> dict[str, object]:
    """What the page of a merger shows before it is done."""
    plan, words = merging.preview(kept, dropped), Words(desk)
    return {
        "person": kept,
        "other": dropped,
        "names": [name_of(kept), name_of(dropped)],
        "carried": words.turned(turns((), plan.carried)),
        "differing": differing(words, kept, dropped),
        "left": words.turned(turns(plan.left, ())),
        "form": MergeForm(desk, kept, fields, problems),
        "seen_other": History(dropped).mark,
    }


def differing(words: Words, one: Person, other: Person) -> list[Difference]:
    """In what two persons differ of what tells people apart."""
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in COLUMNS)
    return [words.between(*pair) for pair in pairs if pair[1] != pair[2]]


def represented(desk: Desk, person: Person, values: Mapping[str, str]) -> list[Difference]:
    """What stating this representative changes: beside what is stated of somebody with the same IIN, or of nobody."""
    words, told = Words(desk, shows_iin=True), History(person).standing()
    known = next((one.values for one in told if one.values.get("rep_iin") == values["rep_iin"]), {})
    pairs = ((spec, known.get(spec.name, ""), values.get(spec.name, "")) for spec in REPRESENTATIVE.fields)
    return [words.between(spec.name, was, now) for spec, was, now in pairs if was != now]


def proposed(desk: Desk, proposal: Proposal) -> list[Difference]:
    """The changes of a proposal, before and after."""
    words = Words(desk, shows_iin=True)
    return [words.difference(one) for one in proposal.changes]
