"""An edition of a procedure: what an act demands of an office between two dates."""

from datetime import date
from typing import Literal

from pydantic import Field

from kense.law.act import Act
from kense.law.form_text import FormText
from kense.law.values import Datum, Fact, Ident, Idents, LawText, Many, Ref, Refs

Input = Literal[
    "application",
    "assignee",
    "note",
    "changes",
    "grounds",
    "explanation",
    "reason",
    "addressee",
    "question",
    "answer",
    "correction",
    "reminder",
]
Inputs = Many[Input]

TransmittedField = Literal[
    "iin",
    "surname",
    "given_name",
    "patronymic",
    "birth_date",
    "sex",
    "citizenship",
    "category",
    "organisation",
    "study_form",
    "study_level",
    "course",
    "order_kind",
    "order_number",
    "order_date",
    "ground_from",
    "ground_to",
]
"""What a database outside may be told of a person: who they are and the grounds, never contacts or documents."""


class Cited(Datum):
    """A datum that stands at one place of the law and, where the law says it twice, at others."""

    ref: Ref
    also: Refs = ()


class Role(Cited):
    """A structural unit (employee) that takes part."""

    id: Ident
    unit: LawText
    officer: LawText


class Separation(Cited):
    """Roles that one case must see in different people."""

    roles: Idents


class Term(Cited):
    """The term of the whole service, in working or in calendar days from the moment of handing in.

    `elsewhere` is the one for who applied to an organisation in which they do not study and did not finish.
    """

    id: Ident
    elsewhere: bool = False
    working_days: int | None = Field(default=None, gt=0)
    calendar_days: int | None = Field(default=None, gt=0)
    reading: Literal["same_time", "end_of_day"]
    reading_ref: Ref
    name: LawText
    when: LawText


class Journal(Datum):
    """A registration book; its numbers run without gaps per provider and year."""

    id: Ident
    numbers: Literal["case", "refusal", "result", "inquiry"]
    name: LawText
    pattern: str


PaperAbout = Literal["clocks", "application", "assignment", "control", "block", "journal", "day", "person"]
"""What an officer may ask a paper about: how the clocks were counted; the application, to be signed by who applies, or
with empty lines, to be filled in by hand; to whom the head gave the case; who held the case from when to when; the blank forms of
a block of numbers; a journal of a period; a day of the office; everything held on a person."""


class PaperSpec(Cited):
    """A paper that leaves the office.

    With `on_request` no operation makes it: an officer asks for it, and it tells of that side of a case. With
    `names_applicant` it has on it who applied for the recipient.
    """

    id: Ident
    template: str
    title: LawText
    copies: int = Field(default=1, gt=0)
    names_applicant: bool = False
    on_request: PaperAbout | None = None


class Result(Cited):
    """A result of the service, as the executor prepares it."""

    id: Ident
    paper: Ident
    end: Ident
    applies_changes: bool = False
    name: LawText


class End(Cited):
    """A state in which a case is over."""

    id: Ident
    kind: Literal["granted", "refused", "not_accepted", "withdrawn"]
    name: LawText


class Product(Cited):
    """What an action leaves behind; the ground of the next one."""

    id: Ident
    name: LawText


class Outcome(Cited):
    """One thing an officer may do: what it asks for, what must be there, what it leaves, where the case goes.

    Without `next`, `end` and `end_by_result` the case stays in its action. With `corrects` the application it asks for
    takes the place of the one the case was registered with; with `reminds` the recipient is told of a result that waits.
    """

    id: Ident
    name: LawText
    hint: LawText | None = None
    done: LawText
    asks: Inputs = ()
    assignee_role: Ident | None = None
    package: Literal["complete", "deficient"] | None = None
    needs: Idents = ()
    unless: Idents = ()
    gives: Ident | None = None
    withdraws: Idents = ()
    result: Ident | None = None
    draws: Ident | None = None
    papers: Idents = ()
    prints_result: bool = False
    applies_changes: bool = False
    corrects: bool = False
    reminds: bool = False
    next: Ident | None = None
    end: Ident | None = None
    end_by_result: bool = False


class HouseRule(Outcome):
    """An outcome the act does not know and an office cannot live without."""

    at: Idents
    role: Ident


class Opening(Cited):
    """How a case begins."""

    id: Ident
    role: Ident
    opens: Ident
    gives: Ident
    asks: Inputs
    name: LawText
    done: LawText


class Action(Cited):
    """An action of the procedure with its norm in working minutes; `minutes` is absent where the act states none."""

    id: Ident
    number: int = Field(gt=0)
    role: Ident
    by_assignee: bool = False
    minutes: int | None = Field(default=None, gt=0)
    ground: Ident
    name: LawText
    waiting: LawText
    outcomes: Many[Outcome] = Field(min_length=1)


class Rest(Cited):
    """Waiting inside an action that is not the office's lateness, from a product on.

    `remind_after_days` is in working days, from the product and from each reminder; without it nobody is reminded.
    """

    action: Ident
    after: Ident
    remind_after_days: int | None = Field(default=None, gt=0)
    name: LawText


class Wait(Cited):
    """Standing inside an action while a product is there: the action's clock waits, the term of the service does not.

    The act gives such a wait no norm; `norm` says so, and no number is ever shown for it.
    """

    action: Ident
    since: Ident
    norm: Literal["not_stated"]
    name: LawText


class RegisterKeeping(Cited):
    """Who keeps the register of persons beside the cases: takes in rosters, merges doubles, answers the databases."""

    role: Ident


class Addressee(Cited):
    """A database outside that is told of the register's changes, and the fields of a person that go there."""

    id: Ident
    name: LawText
    fields: Many[TransmittedField] = Field(min_length=1)


class PersonalDataRule(Cited):
    """Who orders that a person's data are blocked, unblocked or destroyed."""

    role: Ident


class Retention(Cited):
    """How many calendar years something is kept, from the end of the year in which it was closed."""

    id: Ident
    about: Literal["case", "person"]
    years: int = Field(gt=0)
    verified: bool
    name: LawText


class Procedure(Datum):
    """The file procedure.yaml.

    It holds from `valid_from` through `valid_to`, without that until a later edition begins. With `office` it is that
    office's own, published there; the others stay on the edition for all.
    """

    edition: str
    act: Ident
    valid_from: date
    valid_to: date | None = None
    office: Ident | Literal[""] = ""
    sequence: Cited
    subject: Cited
    directory: Cited | None = None
    controller: Cited
    roles: Many[Role]
    separation: Separation | None = None
    substitution: Cited
    terms: Many[Term]
    journals: Many[Journal]
    papers: Many[PaperSpec]
    copies: Cited
    results: Many[Result]
    ends: Many[End]
    products: Many[Product]
    opening: Opening
    actions: Many[Action] = Field(min_length=1)
    rests: Many[Rest] = ()
    waits: Many[Wait] = ()
    repeated_norm: Cited
    late_entry: Cited | None = None
    register_keeping: RegisterKeeping | None = None
    personal_data: PersonalDataRule
    retention: Many[Retention] = ()
    transmissions: Many[Addressee] = ()
    house_rules: Many[HouseRule] = ()


class FormSpec(Datum):
    """A form that the Standard prescribes."""

    id: Ident
    ref: Ref
    paper: Ident | None = None
    name: LawText


class DocumentSpec(Datum):
    """A document to bring. `required_when` is a list of circumstances, any of which makes it required; `{}` is always.

    With `identifies` it is the identity card of that side of the application.
    """

    id: Ident
    ref: Ref
    name: LawText
    required_when: Many[dict[str, Fact]]
    can_expire: bool
    form: Literal["original", "copy", "original_shown"]
    identifies: Literal["person", "representative"] | None = None


class Choice(Datum):
    """An entry of a directory."""

    id: Ident
    name: LawText


class GroundOfRefusal(Choice):
    """A ground on which the service is refused."""

    ref: Ref


class DirectoryEntry(Choice):
    """An entry of a directory, with the days on which it is in the directory at all where those are known.

    What it says ends with the day before the person is `until_age` years old. `sub` is its place in the source. Where an
    entry is less sure than its directory, or sure in another way, `note` says what of it was not found. An entry that is
    `alone` denies all others: both at once contradict one another.
    """

    first: date | None = None
    last: date | None = None
    until_age: int | None = Field(default=None, gt=0)
    alone: bool = False
    sub: str = ""
    note: LawText | None = None


class Directory(Datum):
    """A list the desk chooses from, with where it comes from and whether that was verified."""

    source: LawText
    verified: bool
    entries: Many[DirectoryEntry]

    def names(self) -> dict[str, LawText]:
        """The entries' names by id."""
        return {entry.id: entry.name for entry in self.entries}


class Standard(Datum):
    """The file standard.yaml: what belongs to the service standard, a source of its own."""

    source: Ident
    verified: bool
    note: LawText
    forms: Many[FormSpec]
    documents: Many[DocumentSpec]
    reasons: Many[Choice]
    grounds: Many[GroundOfRefusal]
    directories: dict[Ident, Directory]
    texts: Many[FormText] = ()


class Edition(Datum):
    """A whole edition: the act, its procedure, the Standard's part, and the hash over all of it and its templates.

    `templates` has the SHA-256 of each template by its file name.
    """

    act: Act
    procedure: Procedure
    standard: Standard
    folder: str
    templates: dict[str, str]
    content_hash: str

    @property
    def id(self) -> str:
        """The edition's name, as cases keep it."""
        return self.procedure.edition
