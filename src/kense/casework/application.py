"""Reading an application as it is typed at the counter: who asks, for whom, why, with which documents.

Fields are flat strings: `applicant`, `term`, `reason`, `handed_in`, `person_*`, `rep_*`, and per document
`doc_<id>_shown`, `_sheets`, `_number`, `_issued`, `_expires`; `confirmed` lists warnings as `field:code`, by commas.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from kense.cases.models import Case
from kense.casework.recipient import RECORD, is_told
from kense.casework.texts import PROBLEMS
from kense.kernel import LegalRef, Problem, Text
from kense.law import lookup
from kense.law.check import APPLICANTS
from kense.law.edition import DocumentSpec, Edition
from kense.registry import checks, dates
from kense.registry.checks import DOCUMENT_NUMBER_LIMIT, NO_IIN, PersonData
from kense.registry.models import Person
from kense.registry.register import kept
from kense.worktime import WorkingTime

SELF, LEGAL_REPRESENTATIVE, PROXY = APPLICANTS
SHEETS_LIMIT = 999
# A working day at the counter; what lies longer was forgotten or is an error of the clock.
ENTERED_WITHIN = timedelta(hours=12)

Doubt = Callable[[Mapping[str, str]], Problem | None]
"""What is doubtful about these fields that the form alone cannot tell."""
Alike = Callable[[Mapping[str, str]], Sequence[Person]]
"""The records of the register that may be of the person in these fields."""

_TICKS = ("_shown", f"_{NO_IIN}")


@dataclass(frozen=True, slots=True)
class Application:
    """An application without mistakes. `stored` is its JSON form, as the case keeps it."""

    person: PersonData
    handed_in: datetime
    term: str
    stored: dict[str, Any]


class Reader:
    """Reads one application; problems are gathered field by field."""

    def __init__(
        self,
        edition: Edition,
        fields: Mapping[str, str],
        worktime: WorkingTime,
        at: datetime,
        handed_in: datetime | None = None,
        doubts: Sequence[Doubt] = (),
        alike: Alike = lambda _: (),
    ) -> None:
        """`handed_in` is the moment a case already has: an application corrected later keeps it."""
        self.edition, self.fields, self.worktime, self.at = edition, fields, worktime, at
        self.kept, self.doubts, self.alike = handed_in, doubts, alike
        self.today = worktime.local(at).date()
        self.lists = {
            "term": tuple(one.id for one in edition.procedure.terms),
            "reason": tuple(one.id for one in edition.standard.reasons),
        }
        self.confirmed: list[str] = []
        self.problems: list[Problem] = []

    def read(self) -> Application | None:
        """The application, or None when there are errors or warnings nobody has confirmed."""
        applicant = self._choice("applicant", APPLICANTS)
        term, reason = self._choice("term", self.lists["term"]), self._choice("reason", self.lists["reason"])
        handed_in = self.kept or self._handed_in()
        person = self._person("person_", lookup.names_in(self.edition, "document_kind"))
        representative = self._person("rep_") if applicant and applicant != SELF else None
        minor = bool(person and checks.is_minor(person.birth_date, self.today))
        self._about_applicant(applicant, minor, person, representative)
        documents = self._documents()
        record = self._record()
        self._weigh([found for doubt in self.doubts if (found := doubt(self.fields))])
        if self.problems or person is None:
            return None
        facts = {"applicant": applicant, "minor": minor, "term": term, "reason": reason}
        stored = {
            "facts": facts,
            "handed_in": self.worktime.local(handed_in).isoformat(),
            "person": _plain(person),
            "record": record,
            "representative": _plain(representative),
            "documents": documents,
            "confirmed": self.confirmed,
        }
        return Application(person, handed_in, term, stored)

    def facts(self) -> dict[str, str | bool]:
        """The circumstances as far as they can be told from what is typed, for the list of required documents."""
        typed = dates.parse_date(self.fields.get("person_birth_date", ""), field="", label=checks.LABELS["birth_date"])
        minor = isinstance(typed, date) and typed <= self.today and checks.is_minor(typed, self.today)
        return {"minor": minor, "applicant": self.fields.get("applicant", ""), **self._listed()}

    def _listed(self) -> dict[str, str]:
        """Term and reason as chosen; where there is nothing to choose between, the one there is."""
        return {name: self.fields.get(name, "") or only(listed) for name, listed in self.lists.items()}

    def _say(self, field: str, code: str, ref: LegalRef | None = None, **words: str | int | Text) -> None:
        self.problems.append(Problem(field, code, PROBLEMS[code].filled(**words), ref=ref))

    def _choice(self, field: str, allowed: tuple[str, ...]) -> str:
        chosen = self.fields.get(field, "") or only(allowed)
        if allowed and chosen not in allowed:
            self._say(field, "choice_missing")
            return ""
        return chosen

    def _person(self, prefix: str, documents: Collection[str] | None = None) -> PersonData | None:
        person, problems = checks.read_person(
            self.fields, prefix=prefix, today=self.today, confirmed=(), documents=documents
        )
        self._weigh(problems)
        return person

    def _record(self) -> str:
        """Which record of the register is the person's, where more than the IIN has to tell."""
        people, chosen = self.alike(self.fields), self.fields.get(RECORD, "")
        if people and not is_told(chosen, people):
            self._say(RECORD, "record_untold")
        return chosen if people else ""

    def _weigh(self, problems: list[Problem]) -> None:
        """Note which warnings are confirmed and keep the rest."""
        left = checks.unconfirmed(problems, self.fields.get("confirmed", "").split(","))
        self.confirmed += [f"{one.field}:{one.code}" for one in problems if one not in left]
        self.problems += left

    def _about_applicant(
        self, applicant: str, minor: bool, person: PersonData | None, representative: PersonData | None
    ) -> None:
        if minor and applicant == SELF:
            self._say("applicant", "representative_missing")
        if representative and checks.is_minor(representative.birth_date, self.today):
            self._say("rep_birth_date", "representative_minor")
        if person and representative and person.iin == representative.iin:
            self._say("rep_iin", "representative_same")

    def _handed_in(self) -> datetime:
        typed = self.fields.get("handed_in", "")
        if not typed:
            return self.at
        try:
            moment = moment_typed(typed, self.worktime.local(self.at).tzinfo)
        except (ValueError, OverflowError):
            self._say("handed_in", "moment_unreadable")
            return self.at
        if moment > self.at:
            self._say("handed_in", "moment_future")
        elif self.at - moment > ENTERED_WITHIN:
            self._say("handed_in", "moment_past", hours=int(ENTERED_WITHIN.total_seconds()) // 3600)
        return moment

    def _documents(self) -> list[dict[str, Any]]:
        known = {one.id for one in self.edition.standard.documents}
        shown = [name[4:-6] for name, value in self.fields.items() if _is_tick(name) and value]
        for document in sorted(set(shown) - known):
            self._say(f"doc_{document}_shown", "document_unknown", document=document[:60])
        return [self._document(one) for one in self.edition.standard.documents if one.id in shown]

    def _document(self, document: DocumentSpec) -> dict[str, Any]:
        issued = self._day(document, "issued", latest=self.today)
        expires = self._day(document, "expires")
        if issued and expires and expires < issued:
            self._say(f"doc_{document.id}_expires", "expires_before_issued", document=document.name)
        if document.can_expire and not expires and not self.fields.get(f"doc_{document.id}_expires", "").strip():
            self._say(f"doc_{document.id}_expires", "expiry_missing", ref=document.ref, document=document.name)
        return {
            "document": document.id,
            "sheets": self._sheets(document),
            "number": self._number(document),
            "issued_on": issued.isoformat() if issued else "",
            "expires_on": expires.isoformat() if expires else "",
        }

    def _day(self, document: DocumentSpec, name: str, latest: date | None = None) -> date | None:
        field = f"doc_{document.id}_{name}"
        typed = self.fields.get(field, "").strip()
        if not typed:
            return None
        reading = checks.read_day(typed, field=field, label=document.name, latest=latest)
        if reading.problem:
            self.problems.append(reading.problem)
        return date.fromisoformat(reading.value) if reading.value else None

    def _number(self, document: DocumentSpec) -> str:
        field = f"doc_{document.id}_number"
        reading = checks.read_text(
            self.fields.get(field, ""), field=field, label=document.name, limit=DOCUMENT_NUMBER_LIMIT
        )
        if reading.problem:
            self.problems.append(reading.problem)
        return reading.value or ""

    def _sheets(self, document: DocumentSpec) -> int:
        typed = self.fields.get(f"doc_{document.id}_sheets", "").strip() or "1"
        if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(SHEETS_LIMIT)) and int(typed):
            return int(typed)
        self._say(f"doc_{document.id}_sheets", "sheets_wrong", limit=SHEETS_LIMIT)
        return 1


def only(listed: Sequence[str]) -> str:
    """The one there is of a list, which nobody has to choose; empty where there are several, or none."""
    return listed[0] if len(listed) == 1 else ""


def _is_tick(name: str) -> bool:
    return name.startswith("doc_") and name.endswith("_shown")


def _plain(person: PersonData | None) -> dict[str, str] | None:
    return {name: str(value) for name, value in asdict(person).items()} if person else None


def fields_of(case: Case) -> dict[str, str]:
    """The fields of a case's application as they would be typed, with the record its person has by now."""
    told = kept(case.person).code if case.person else str(case.application["record"])
    return typed_fields(case.application) | {RECORD: told}


def with_unseen(case: Case, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with what the form has no field for as it was registered: a correction must not lose it silently."""
    stored = fields_of(case)
    return {name: value for name, value in stored.items() if not name.endswith(_TICKS)} | dict(typed)


def typed_fields(stored: dict[str, Any]) -> dict[str, str]:
    """The fields as they would be typed, from a stored application: the inverse of reading."""
    facts = stored["facts"]
    fields = {name: str(facts[name]) for name in ("applicant", "term", "reason")}
    fields["handed_in"] = stored["handed_in"]
    fields["confirmed"] = ",".join(stored["confirmed"])
    for prefix, person in (("person_", stored["person"]), ("rep_", stored["representative"])):
        fields |= {f"{prefix}{name}": value for name, value in (person or {}).items()}
        if person:
            fields[f"{prefix}birth_date"] = _written(person["birth_date"])
    if not stored["person"]["iin"]:
        fields[f"person_{NO_IIN}"] = "1"
    fields[RECORD] = stored["record"]
    for one in stored["documents"]:
        prefix = f"doc_{one['document']}_"
        fields |= {
            f"{prefix}shown": "1",
            f"{prefix}sheets": str(one["sheets"]),
            f"{prefix}number": one["number"],
            f"{prefix}issued": _written(one["issued_on"]),
            f"{prefix}expires": _written(one["expires_on"]),
        }
    return fields


def _written(day: str) -> str:
    """A stored date as a person writes it: 26.03.2019."""
    return dates.shown(date.fromisoformat(day)) if day else ""


def moment_typed(typed: str, zone: tzinfo | None) -> datetime:
    """A moment as the intake form sends it, by the office's clock. Raises ValueError or OverflowError for any other text."""
    moment = datetime.fromisoformat(typed)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
