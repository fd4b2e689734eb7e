"""What the intake page shows: the fields as typed, what is wrong at each, the document list, the decision at hand."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from kense import law
from kense.acts.selectors import governing_on
from kense.cases.selectors import Case
from kense.casework.application import LEGAL_REPRESENTATIVE, SELF, Doubt, Reader
from kense.casework.elsewhere import elsewhere_in
from kense.casework.governing import handed_in_day
from kense.casework.known import EXPIRES, IDENTITY, doubt_in, known_person, known_representative
from kense.casework.paper_data import APPLICANT_KINDS
from kense.casework.recipient import RECORD, alike
from kense.desk.intake_rows import DocumentRow, End, Known
from kense.desk.officers import Desk
from kense.desk.record_choice import Person, RecordChoice, record_choice
from kense.desk.span import Span, span
from kense.kernel import Problem, Text
from kense.law import lookup
from kense.law.edition import Action, DocumentSpec, Edition, Outcome, Term
from kense.procedure import DocumentShown, Package, PackageCheck, check_package, is_required, terms
from kense.registry import dates, texts
from kense.registry import iin as iins
from kense.registry.checks import DOCUMENT_LABELS, LABELS, NO_IIN, NO_IIN_LABEL, SEXES, is_minor
from kense.worktime import Explanation, SameDayHint, same_day_hint

PERSON, REPRESENTATIVE = "person_", "rep_"
_AT_ONCE = ("representative_missing", "record_untold", "iin_beside_tick")
"""What is said without waiting until its field is filled in."""


def usual_term(edition: Edition) -> str:
    """The term a new form starts with: the shortest, so that a slip binds the office and never keeps a recipient waiting."""
    return min(edition.procedure.terms, key=lambda term: term.working_days or term.calendar_days or 0).id


class IntakePage:
    """The page for what has been typed so far. `judge` says whether fields that are still empty are to be complained of."""

    def __init__(
        self,
        desk: Desk,
        typed: Mapping[str, str],
        *,
        judge: bool = False,
        case: Case | None = None,
    ) -> None:
        self.desk, self.case, self.judge = desk, case, judge
        self.edition = law.edition(case.edition) if case else self._governing(typed)
        self.known: dict[str, dict[str, str]] = {}
        self.fields = self._filled(dict(typed))

    def _governing(self, typed: Mapping[str, str]) -> Edition:
        """The edition of the day of handing in, as far as that is typed; where none holds then, performing tells so."""
        provider = self.desk.provider
        day = handed_in_day(provider, typed.get("handed_in", ""), self.desk.at)
        return governing_on(provider, day) or self.desk.edition

    def _filled(self, fields: dict[str, str]) -> dict[str, str]:
        """Put in what is known of the people, where nothing is typed of them yet, and who applies as a rule."""
        fields |= self._fill(PERSON, fields, known_person(self.desk.provider, fields.get("person_iin", "")))
        applies, person_iin = fields.get("applicant") or self._usual_applicant(fields), fields.get("person_iin", "")
        if applies and applies != SELF:
            known = known_representative(self.desk.provider, fields.get("rep_iin", ""), person_iin)
            fields |= self._fill(REPRESENTATIVE, fields, known)
        return fields | {"applicant": applies}

    def _fill(self, prefix: str, fields: Mapping[str, str], known: Mapping[str, str] | None) -> dict[str, str]:
        """What the office knows, for the fields under the prefix, none of which is typed in; noted for the page too."""
        if known is None or not self.desk.takes_in:
            return {}
        shown = {f"{prefix}{name}": known[name] for name in IDENTITY}
        born = f"{prefix}birth_date"
        shown[born] = _written(shown[born])
        typed = any(fields.get(name, "").strip() for name in shown)
        self.known[prefix] = shown | self._card(prefix, known[EXPIRES])
        return {} if typed else self.known[prefix]

    def _card(self, prefix: str, expires: str) -> dict[str, str]:
        """Until when the identity card is valid, at its row; one that has expired will have been replaced."""
        if not expires or date.fromisoformat(expires) < self.desk.worktime.local(self.desk.at).date():
            return {}
        whose = {PERSON: "person", REPRESENTATIVE: "representative"}[prefix]
        cards = [one.id for one in self.edition.standard.documents if one.identifies == whose and one.can_expire]
        return {f"doc_{card}_expires": _written(expires) for card in cards}

    @property
    def usual_applicant(self) -> str:
        """Who comes as a rule for such a person; empty while the birth date is not known."""
        return self._usual_applicant(self.fields)

    def _usual_applicant(self, fields: Mapping[str, str]) -> str:
        """Who comes as a rule: a grown-up alone, a child's legal representative for the child."""
        born = dates.parse_date(fields.get("person_birth_date", ""), field="", label=LABELS["birth_date"])
        today = self.desk.worktime.local(self.desk.at).date()
        if isinstance(born, Problem) or born > today:
            return ""
        return LEGAL_REPRESENTATIVE if is_minor(born, today) else SELF

    def _differs(self, prefix: str) -> list[str]:
        """What the office knows of the person of this IIN where something else is typed; case and spaces do not count."""
        known = {name: value for name, value in self.known.get(prefix, {}).items() if name.startswith(prefix)}
        return [value for name, value in known.items() if _plain(value) != _plain(self.fields.get(name, ""))]

    @property
    def known_of_person(self) -> "Known":
        """What is known of the person."""
        return self._known(PERSON)

    @property
    def known_of_representative(self) -> "Known":
        """What is known of the representative."""
        return self._known(REPRESENTATIVE)

    def _known(self, prefix: str) -> "Known":
        return Known(
            prefix,
            iins.normalised(self.fields.get(f"{prefix}iin", "")),
            self.known.get(prefix, {}),
            self._differs(prefix),
        )

    @property
    def filled_in(self) -> set[str]:
        """The IINs of whom the page has data the office knows, but for the people of the case it stands for."""
        own = self.case.application if self.case else {}
        of_case = {side["iin"] for side in (own.get("person"), own.get("representative")) if side}
        return {self._known(prefix).iin for prefix in self.known} - of_case

    @cached_property
    def reader(self) -> Reader:
        """The reading of the fields as an application, with its problems."""
        return self._read(self.fields)

    def _read(self, fields: Mapping[str, str]) -> Reader:
        kept = self.case.handed_in_at if self.case else None
        worktime, at = self.desk.worktime, self.desk.at
        reader = Reader(self.edition, fields, worktime, at, kept, self._doubts, lambda _: self._alike)
        reader.read()
        return reader

    @cached_property
    def _alike(self) -> list[Person]:
        own = self.case.person if self.case else None
        return alike(self.desk.provider, self.fields, own) if self.desk.takes_in else []

    @property
    def codes_shown(self) -> set[str]:
        """The records of which the page shows something, but for the one that is the case's."""
        own = {self.case.person.code} if self.case and self.case.person else set()
        return {one.code for one in self._alike if not one.blocked_at} - own

    @cached_property
    def records(self) -> RecordChoice | None:
        """The records of the register that may be the person's, to choose from; None where there are none."""
        chosen = self.fields.get(RECORD, "")
        return record_choice(self.edition, self._alike, chosen) if self._alike else None

    @property
    def _doubts(self) -> list[Doubt]:
        """What the register says against the form."""
        return [lambda _: self.doubt, lambda _: self._elsewhere]

    @cached_property
    def _elsewhere(self) -> Problem | None:
        if not self.desk.takes_in:
            return None
        today = self.desk.worktime.local(self.desk.at).date()
        return elsewhere_in(self.edition, self.desk.provider, today)(self.fields)

    @cached_property
    def doubt(self) -> Problem | None:
        """The warning that the register may have the person under another IIN; confirmed or not."""
        return doubt_in(self.desk.provider)(self.fields) if self.desk.takes_in else None

    @property
    def confirmed(self) -> list[str]:
        """The warnings that were confirmed, as `field:code`."""
        return self.fields.get("confirmed", "").split(",")

    @cached_property
    def problems(self) -> dict[str, Problem]:
        """The first problem of each field, confirmed warnings too; fields not touched yet are left in peace."""
        found: dict[str, Problem] = {}
        for problem in self._read(self.fields | {"confirmed": ""}).problems:
            if problem == self.doubt:
                continue
            if self.judge or self.fields.get(problem.field, "").strip() or problem.code in _AT_ONCE:
                found.setdefault(problem.field, problem)
        return found

    @property
    def open_problems(self) -> list[Problem]:
        """What is to be corrected or still to be confirmed."""
        every = [*self.problems.values(), *([self.doubt] if self.doubt else [])]
        return [p for p in every if f"{p.field}:{p.code}" not in self.confirmed]

    @property
    def opening(self) -> Action:
        """The action that intake is."""
        return lookup.action(self.edition, self.edition.procedure.opening.opens)

    @property
    def first(self) -> str:
        """The field to begin with: the IIN, from which the rest follows; none once it is there."""
        return "" if self.fields.get("person_iin") or self.has_no_iin else "person_iin"

    @property
    def has_no_iin(self) -> bool:
        """Whether it is ticked that the person has no IIN."""
        return bool(self.fields.get(f"{PERSON}{NO_IIN}"))

    @property
    def applicants(self) -> list[tuple[str, Text]]:
        """Who can apply."""
        return list(APPLICANT_KINDS.items())

    @property
    def to_choose(self) -> list[str]:
        """The lists of the edition in which there is more than one thing to choose from."""
        return [name for name, listed in self.reader.lists.items() if len(listed) > 1]

    @property
    def slots(self) -> str:
        """The parts of the page that are put in anew while it is filled in: what is said, never what is typed into."""
        people = [f"slot-{prefix}{name}" for prefix in ("person_", "rep_") for name in LABELS if name != "sex"]
        people += [f"slot-{PERSON}{name}" for name in ("sex", *DOCUMENT_LABELS)]
        states = [f"state-{spec.id}" for spec in self.edition.standard.documents]
        known = [f"known-{prefix}" for prefix in ("person_", "rep_", "applicant")]
        lists = [f"slot-{name}" for name in self.to_choose]
        about = ["slot-applicant", *lists, "slot-doubt", "slot-record", "documents-hint"]
        names = [*about, *known, *people, *states]
        return ",".join(f"#{name}" for name in names)

    @property
    def labels(self) -> Mapping[str, Text]:
        """What the fields of a person are called."""
        return {**LABELS, **DOCUMENT_LABELS, NO_IIN: NO_IIN_LABEL}

    @property
    def sexes(self) -> Mapping[str, Text]:
        """What can be chosen as the sex."""
        return SEXES

    @property
    def identity_documents(self) -> Mapping[str, Text]:
        """Kinds of identity documents to choose from."""
        return lookup.names_in(self.edition, "document_kind")

    @cached_property
    def facts(self) -> dict[str, str | bool]:
        """The circumstances as far as they are known."""
        return self.reader.facts()

    @cached_property
    def handed_in(self) -> datetime:
        """The moment of handing in, as typed or else now."""
        if self.case:
            return self.case.handed_in_at
        if any(problem.field == "handed_in" for problem in self.reader.problems):
            return self.desk.at
        typed = datetime.fromisoformat(self.fields.get("handed_in") or self.desk.at.isoformat())
        return typed if typed.tzinfo else typed.replace(tzinfo=self.desk.worktime.local(self.desk.at).tzinfo)

    @cached_property
    def check(self) -> PackageCheck:
        """What is missing and what has expired, by what is ticked so far."""
        shown = tuple(
            DocumentShown(spec.id, expires_on=self._expiry(spec.id))
            for spec in self.edition.standard.documents
            if self.fields.get(f"doc_{spec.id}_shown")
        )
        return check_package(self.edition, Package(self.facts, shown, self.desk.worktime.local(self.handed_in).date()))

    def _expiry(self, document: str) -> date | None:
        typed = self.fields.get(f"doc_{document}_expires", "").strip()
        found = dates.parse_date(typed, field="", label=LABELS["birth_date"]) if typed else None
        return found if isinstance(found, date) else None

    @cached_property
    def documents(self) -> list[DocumentRow]:
        """The document list, in the order of the Standard's."""
        return [self._row(spec) for spec in self.edition.standard.documents]

    def _row(self, spec: DocumentSpec) -> DocumentRow:
        shown = bool(self.fields.get(f"doc_{spec.id}_shown"))
        expired = {one.document: one for one in self.check.expired}.get(spec.id)
        late = (
            (self.desk.worktime.local(self.handed_in).date() - expired.expires_on).days
            if expired and expired.expires_on
            else 0
        )
        required = is_required(spec, self.facts)
        state = "expired" if expired else "shown" if shown else "missing" if required else "not_needed"
        value = {name: self.fields.get(f"doc_{spec.id}_{name}", "") for name in ("sheets", "expires")}
        return DocumentRow(spec, required, shown, value["sheets"], value["expires"], state, late)

    @property
    def missing(self) -> list[DocumentSpec]:
        """Required documents not shown."""
        return [lookup.document(self.edition, one) for one in self.check.missing]

    @property
    def expired(self) -> list[DocumentRow]:
        """Documents shown that have expired."""
        return [row for row in self.documents if row.state == "expired"]

    @property
    def reasons_against(self) -> int:
        """For how many reasons the package cannot be registered."""
        return len(self.check.missing) + len(self.check.expired)

    @property
    def documents_known(self) -> bool:
        """Whether enough is known to tell which documents are required."""
        return bool(self.facts["applicant"] and (self.facts["reason"] or not self.edition.standard.reasons))

    @cached_property
    def ends(self) -> list[End]:
        """The ends of the intake, the one that is open first; none is open before the documents can be judged."""
        ends = [End(one, self.documents_known and self._fits(one)) for one in self.opening.outcomes]
        return sorted(ends, key=lambda one: not one.open)

    def _fits(self, outcome: Outcome) -> bool:
        return outcome.package is None or (outcome.package == "complete") == self.check.complete

    @property
    def term(self) -> Term | None:
        """The chosen term."""
        chosen = str(self.facts["term"])
        return next((one for one in self.edition.procedure.terms if one.id == chosen), None)

    @cached_property
    def due(self) -> Explanation | None:
        """The due moment, explained, once a term is chosen."""
        if self.term is None:
            return None
        return terms.explained(self.term, self.handed_in, self.desk.worktime)

    @cached_property
    def span(self) -> Span | None:
        """The way to the due moment as a picture."""
        return span(self.desk.worktime, self.handed_in, self.due.end, self.desk.at) if self.due else None

    @cached_property
    def hint(self) -> SameDayHint | None:
        """Whether what is handed in today can still be issued today if every action takes its full norm."""
        if self.desk.worktime.local(self.handed_in).date() != self.desk.worktime.local(self.desk.at).date():
            return None
        norms = [action.minutes for action in self.edition.procedure.actions if action.minutes]
        if len(norms) < len(self.edition.procedure.actions):  # nobody can tell how long an action without a norm takes
            return None
        return same_day_hint(self.desk.worktime, self.handed_in, sum(norms))

    @property
    def used(self) -> tuple[int, int]:
        """Working minutes of the action used so far, of its norm, for the bar."""
        return self.minutes_used, self.opening.minutes or 0

    @property
    def minutes_used(self) -> int:
        """Working minutes of the action used so far."""
        return self.desk.worktime.minutes_between(min(self.handed_in, self.desk.at), self.desk.at)


def _written(day: str) -> str:
    """An ISO date as the office writes it; nothing for none."""
    return dates.shown(date.fromisoformat(day)) if day else ""


def _plain(text: str) -> str:
    return texts.normalised(text).casefold()
