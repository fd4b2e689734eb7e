"""What the pages of the register show: persons found, one person with both histories, what the register said on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from kense.casework.paper_data import APPLICANT_KINDS
from kense.casework.register_openings import NOTE, NOTE_LABEL, REASONS, WHY
from kense.desk.office_page import Field
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.law import lookup
from kense.registry import dates, timeline
from kense.registry import iin as iins
from kense.registry.facets import BY_NAME, FACET_OF, FACETS, GROUND, Facet
from kense.registry.grounds import shown_period
from kense.registry.history import History, Period, Person, Step, Told, Turn, Update, gaps_of, merged_into
from kense.registry.names import full_name
from kense.registry.record import Change, labelled, shown

ON, FIRST, LAST = "on", "from", "to"
_ALWAYS = Period()
_LABELS = {
    ON: Text("Қай күнгі жағдай бойынша", "По состоянию на день", "As known on the day"),
    FIRST: Text("Қай күннен бастап", "За дни с", "About the days from"),
    LAST: Text("Қай күнге дейін", "по", "to"),
}
_WHY_LABEL = Text("Жазбаны не үшін ашасыз", "Зачем вы открываете запись", "Why you open the record")
_ORDER = Text(
    "Кезеңнің соңы басынан ерте. Екі күнді де тексеріңіз.",
    "Конец периода раньше его начала. Проверьте обе даты.",
    "The period ends before it begins. Check both days.",
)
_KINDS = {
    "case": Text("іс бойынша", "по делу", "by a case"),
    "roster": Text("тізім бойынша", "по списку", "by a roster"),
    "direct": Text("тізілімді жүргізуші", "ведущий регистр", "by the keeper of the register"),
    "merge": Text("жазбаларды біріктіру", "объединение записей", "merger of records"),
    "reversal": Text("өзгерісті кері қайтару", "отмена изменения", "reversal of an update"),
}
_FILLED = Text("тізілімді алғашқы толтыру", "первичное наполнение регистра", "first filling of the register")
_OF_MANY = {
    "document": Text("Құжат № {line}: {label}", "Документ № {line}: {label}", "Document No. {line}: {label}"),
    "representative": Text("Өкіл № {line}: {label}", "Представитель № {line}: {label}", "Representative No. {line}: {label}"),
}  # fmt: skip
_PERIOD_FIELDS = frozenset({spec for facet in FACETS.values() for spec in (facet.first, facet.last) if spec})


@dataclass(frozen=True, slots=True)
class Source:
    """By what something is known: the update in words, and the case where it was one."""

    update: Update
    kind: Text
    case: str

    @classmethod
    def of(cls, update: Update) -> "Source":
        """The source that an update is."""
        kind = _KINDS[update.kind] if update.officer_id or update.kind != Update.Kind.DIRECT else _FILLED
        return cls(update, kind, update.source if update.kind == Update.Kind.CASE else "")


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A statement for the eye, or a gap between two grounds, which has nothing but its days."""

    days: Text
    values: tuple[tuple[Text, Text], ...] = ()
    source: Source | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class FacetRows:
    """What is stated in one facet, and the gaps in it, in the order of days."""

    facet: Facet
    rows: tuple[StatedRow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after, as a table of differences shows it; `was` and `stays` say where there is no value."""

    label: Text
    before: Text
    after: Text
    was: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class StoryRow:
    """An update in the story of a person."""

    source: Source
    differences: tuple[Difference, ...]


class Words:
    """How values of the register are written: choices by the edition's directories, numbers of people hidden unless shown."""

    def __init__(self, desk: Desk, *, shows_iin: bool = False) -> None:
        self.choices, self.shows_iin = lookup.choices(desk.edition), shows_iin

    def value(self, field: str, value: str) -> Text:
        """One value for the eye."""
        if value and BY_NAME[field].kind == "iin" and not self.shows_iin:
            return Text.same(iins.masked(value))
        if field == "rep_kind" and value in APPLICANT_KINDS:
            return APPLICANT_KINDS[value]
        return shown(field, value, self.choices)

    def difference(self, change: Change) -> Difference:
        """A changed field, before and after."""
        facet, label = FACET_OF[change.field], BY_NAME[change.field].label
        if facet is GROUND:
            label = labelled(change.field, change.line)
        elif change.line and facet.name in _OF_MANY:
            label = _OF_MANY[facet.name].filled(line=change.line, label=label)
        return self.between(change.field, change.before, change.after, label)

    def turned(self, found: Iterable[Turn]) -> list[Difference]:
        """What statements change, field by field."""
        return [self.difference(one) for turn in found for one in turn.changes]

    def between(self, field: str, before: str, after: str, label: Text | None = None) -> Difference:
        """Two values of a field, told under its own label where no other is given."""
        label = label or BY_NAME[field].label
        return Difference(label, self.value(field, before), self.value(field, after), bool(before), bool(after))

    def rows(self, told: Sequence[Told], within: Period = _ALWAYS) -> list[FacetRows]:
        """What is told, facet by facet, grounds with the gaps between them; of a period asked about, with all its gaps."""
        empty = [(period, StatedRow(shown_period(period))) for period in gaps_of(told, within)] if told else []
        found = []
        for facet in FACETS.values():
            own = [(one.period, self._row(one)) for one in told if one.facet is facet]
            own = sorted([*own, *(empty if facet is GROUND else [])], key=lambda pair: pair[0])
            found += [FacetRows(facet, tuple(row for _, row in own))] if own else []
        return found

    def _row(self, told: Told) -> StatedRow:
        values = tuple(
            (BY_NAME[name].label, self.value(name, value))
            for name, value in told.values.items()
            if value and name not in _PERIOD_FIELDS
        )
        return StatedRow(shown_period(told.period), values, Source.of(told.update), told.statement.line)


def name_of(person: Person) -> str:
    """The full name as it is stated last; the code of whose name is not there any more."""
    return full_name(person.surname, person.given_name, person.patronymic) or person.code


class GatePage:
    """The question why, before anything of a person is shown."""

    def __init__(self, person: Person, typed: Mapping[str, str], problems: Iterable[Problem] = ()) -> None:
        at = {problem.field: problem for problem in problems}
        options = tuple(REASONS.items())
        self.person = person
        self.why = Field(WHY, _WHY_LABEL, typed.get(WHY, ""), at.get(WHY), options)
        self.note = Field(NOTE, NOTE_LABEL, typed.get(NOTE, ""), at.get(NOTE))


class PersonPage:
    """One person: what is stated now, what was said on a day about some days, the story, those merged into them."""

    def __init__(self, desk: Desk, person: Person, asked: Mapping[str, str], *, shows_iin: bool = False) -> None:
        self.desk, self.person, self.asked, self.iin_shown = desk, person, asked, shows_iin
        self.history = History(person)
        self.words = Words(desk, shows_iin=shows_iin)

    @property
    def name(self) -> str:
        """The name over the page."""
        return name_of(self.person)

    @cached_property
    def facets(self) -> list[FacetRows]:
        """What is stated now."""
        return self.words.rows(self.history.standing())

    @cached_property
    def story(self) -> list[StoryRow]:
        """The updates with what they changed, the newest first."""
        return [self._story_row(step) for step in reversed(self.history.story())]

    @cached_property
    def merged(self) -> list[Person]:
        """Whose records were found to be of this person."""
        return merged_into(self.person)

    @property
    def standing(self) -> bool:
        """Whether the record can be changed."""
        return not (self.person.merged_into_id or self.person.erased_at or self.person.blocked_at)

    @property
    def was_asked(self) -> bool:
        """Whether something was asked about the past."""
        return any(self.asked.get(name, "").strip() for name in _LABELS)

    @cached_property
    def form(self) -> dict[str, Field]:
        """The fields of the question."""
        return {
            name: Field(name, label, self.asked.get(name, ""), self._problems.get(name), is_day=True)
            for name, label in _LABELS.items()
        }

    @cached_property
    def answer(self) -> list[FacetRows] | None:
        """What the register said, at the end of the day that was asked for; None where the question is not clear."""
        if not self.was_asked or self._problems:
            return None
        return self.words.rows(self.history.known(self._moment, self.period), self.period)

    @property
    def asked_on(self) -> str:
        """The day whose knowledge was asked for."""
        return dates.shown(date.fromisoformat(self._days[ON]))

    @property
    def known_since(self) -> datetime | None:
        """When the register learnt of the person, if that was after the day that was asked for."""
        first = self.story[-1].source.update.at if self.story else None
        return first if first and self._moment < first else None

    @cached_property
    def period(self) -> Period:
        """The days that were asked about."""
        return Period(*(self._days.get(name, "") for name in (FIRST, LAST)))

    @property
    def period_words(self) -> Text:
        """The same, for the eye."""
        return shown_period(self.period)

    @property
    def _moment(self) -> datetime:
        after = datetime.fromisoformat(timeline.day_after(self._days[ON])).date()
        zone = self.desk.worktime.local(self.desk.at).tzinfo
        return datetime.combine(after, time(), zone) - timedelta(microseconds=1)

    @cached_property
    def _read(self) -> tuple[dict[str, str], dict[str, Problem]]:
        days: dict[str, str] = {}
        problems: dict[str, Problem] = {}
        for name, label in _LABELS.items():
            typed = self.asked.get(name, "").strip()
            day = dates.parse_date(typed, field=name, label=label) if typed or (name == ON and self.was_asked) else None
            problem = day if isinstance(day, Problem) else None
            if name == ON and isinstance(day, date):
                problem = dates.future_problem(day, self._today, field=name, label=label)
            if problem:
                problems[name] = problem
            elif isinstance(day, date):
                days[name] = day.isoformat()
        if days.get(FIRST, "") > days.get(LAST, "9999"):
            problems[LAST] = Problem(LAST, "dates_order", _ORDER)
        return days, problems

    @property
    def _today(self) -> date:
        return self.desk.worktime.local(self.desk.at).date()

    @property
    def _days(self) -> dict[str, str]:
        return self._read[0]

    @property
    def _problems(self) -> dict[str, Problem]:
        return self._read[1]

    def _story_row(self, step: Step) -> StoryRow:
        return StoryRow(Source.of(step.update), tuple(self.words.turned(step.turns)))
