"""What is doubtful about where somebody studies: an organisation nobody knows, one that is gone, one that is not the office's."""

from collections.abc import Iterable

from kense import law
from kense.kernel import Problem, Text
from kense.kernel.text import joined
from kense.law import lookup
from kense.law.edition import Edition, Term
from kense.registry.grounds import Ground, shown_period
from kense.registry.organisations import Directory, Organisation, period_of
from kense.registry.timeline import Period

_FIELD = "organisation"

_UNKNOWN = Text(
    kk="«{name}» деген ұйым анықтамалықта жоқ. Атауын анықтамамен салыстырып, тізімнен таңдаңыз; ұйым жаңа болса, растаңыз.",
    ru="Организации «{name}» нет в справочнике. Сверьте название со справкой и выберите из списка; если организация новая, "
    "подтвердите.",
    en="The directory has no organisation “{name}”. Compare the name with the certificate and choose from the list; if it is "
    "a new one, confirm.",
)
_GONE = Text(
    kk="«{name}» деген ұйым негіздің барлық күнінде болған жоқ: ол {days} болған. Күндерді немесе ұйымды тексеріңіз.",
    ru="Организация «{name}» существует не во все дни основания, а {days}. Проверьте дни или организацию.",
    en="The organisation “{name}” does not exist on all days of the ground, but {days}. Check the days or the organisation.",
)
_SUCCESSOR = Text(
    kk="Мирасқоры: «{successor}».", ru="Её правопреемник: «{successor}».", en="Its successor is “{successor}”."
)
_ELSEWHERE = Text(
    kk="«{name}» – кеңсенің өз ұйымы емес, ал іс «{here}» мерзімімен қабылданған. Тұлға мұнда оқымаса және оқуын мұнда "
    "аяқтамаса, мерзімі – «{longer}» ({cite}). Ұйымды тексеріңіз немесе осылай екенін растаңыз.",
    ru="«{name}» – не собственная организация канцелярии, а дело принято со сроком «{here}». Если лицо здесь не обучается и не "
    "завершило здесь обучение, срок – «{longer}» ({cite}). Проверьте организацию или подтвердите, что так и есть.",
    en="“{name}” is not the office's own organisation, and the case was taken in with the term “{here}”. Unless the person "
    "studies or finished here, the term is “{longer}” ({cite}). Check the organisation or confirm that it is so.",
)


def doubts(
    edition: Edition, directory: Directory, ground: Ground, *, is_proposed: bool, term: str, day: str
) -> list[Problem]:
    """Warnings about the organisation of a ground in a case of this term, on the ISO day.

    Of a ground nobody proposes to change only this is asked: whether by it the person studies elsewhere now.
    """
    name = ground.values.get(_FIELD, "")
    if not name or not (is_proposed or ground.period.meets(Period(day, day))):
        return []
    about = not_there(directory, ground) if is_proposed else None
    longer = longer_term(edition, directory, [name], term, day)
    elsewhere = longer and Problem(
        _FIELD,
        "studies_elsewhere",
        _ELSEWHERE.filled(
            name=name,
            here=lookup.term(edition, term).name,
            longer=longer.name,
            cite=law.cite(edition.act, longer.ref),
        ),
        "warning",
        longer.ref,
    )
    return [one for one in (about, elsewhere) if one]


def longer_term(edition: Edition, directory: Directory, names: Iterable[str], term: str, day: str) -> Term | None:
    """The term for who studies elsewhere, where the case has another one although none of these is the office's own.

    None for an office that belongs to no organisation on the ISO day, and while no organisation is known.
    """
    studied_at = list(names)
    if not studied_at or directory.own(day) is None or lookup.term(edition, term).elsewhere:
        return None
    if any(directory.is_own(directory.named(name)) for name in studied_at):
        return None
    return next((one for one in edition.procedure.terms if one.elsewhere), None)


def not_there(directory: Directory, ground: Ground) -> Problem | None:
    """A warning about an organisation that nobody knows, or that does not exist on all days of the ground.

    An office that keeps no directory is not asked about it; a ground without its first day has that said of it alone.
    """
    name, period = ground.values.get(_FIELD, ""), ground.period
    named = directory.named(name)
    if not (name and directory.rows and period.first) or any(_covers(one, period) for one in named):
        return None
    if not named:
        return Problem(_FIELD, "organisation_unknown", _UNKNOWN.filled(name=name), "warning")
    words = _GONE.filled(name=name, days=shown_period(period_of(named[-1])))
    if heirs := directory.heirs(named[-1]):
        words = joined([words, _SUCCESSOR.filled(successor=heirs[0].name)], " ")
    return Problem(_FIELD, "organisation_gone", words, "warning")


def _covers(organisation: Organisation, period: Period) -> bool:
    there = period_of(organisation)
    return (not there.first or there.first <= period.first) and (not there.last or "" < period.last <= there.last)
