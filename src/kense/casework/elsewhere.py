"""Who applies where they do not study: the register knows it, and the law gives the office a longer term for it."""

from collections.abc import Mapping, Sequence
from datetime import date

from kense import law
from kense.casework.application import Doubt
from kense.casework.recipient import person_in
from kense.kernel import Problem, Text
from kense.law.edition import Edition
from kense.people.models import Provider
from kense.registry import statements, studies
from kense.registry.organisations import directory_of
from kense.registry.register import grounds_of
from kense.registry.timeline import Period, about

_TERM = "term"
_LONGER = Text(
    kk="Тізілім бойынша тұлға осы кеңсенің ұйымында емес, басқа ұйымда оқиды: «{name}». Ол мұнда оқымаса және оқуын мұнда "
    "аяқтамаса, мерзімі – «{longer}» ({cite}). Мерзімін ауыстырыңыз, ал енді осында оқып жүрсе, растаңыз.",
    ru="По регистру лицо обучается не в организации этой канцелярии, а в другой: «{name}». Если оно здесь не обучается и не "
    "завершило здесь обучение, срок – «{longer}» ({cite}). Смените срок, а если теперь обучается здесь, подтвердите.",
    en="By the register the person studies not in the organisation of this office but in another one: “{name}”. Unless they "
    "study or finished here, the term is “{longer}” ({cite}). Change the term or, if they study here now, confirm.",
)


def elsewhere_in(edition: Edition, provider: Provider, day: date) -> Doubt:
    """Whether the term of an application is too short for a person who studies elsewhere: a warning, to be confirmed."""

    def doubt(fields: Mapping[str, str]) -> Problem | None:
        term = fields.get(_TERM, "")
        if term not in {one.id for one in edition.procedure.terms}:
            return None
        names = _studies_at(provider, fields, day.isoformat())
        longer = (
            studies.longer_term(edition, directory_of(provider.pk), names, term, day.isoformat()) if names else None
        )
        if longer is None:
            return None
        words = _LONGER.filled(name=names[-1], longer=longer.name, cite=law.cite(edition.act, longer.ref))
        return Problem(_TERM, "studies_elsewhere", words, "warning", longer.ref)

    return doubt


def _studies_at(provider: Provider, fields: Mapping[str, str], day: str) -> Sequence[str]:
    """The organisations of the person's grounds of the day, as the register has them; of a blocked one it says nothing."""
    person = person_in(provider, fields)
    if person is None or person.blocked_at:
        return []
    found = about(grounds_of(person), Period(day, day))
    return [name for one in found if (name := statements.values_of(one)["organisation"])]
