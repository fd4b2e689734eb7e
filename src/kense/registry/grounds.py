"""What can be wrong between a ground and what else is known: the other grounds, the person's age, the directory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kense.kernel import Problem, Text
from kense.law.edition import DirectoryEntry
from kense.registry import dates, timeline
from kense.registry.record import Change
from kense.registry.timeline import Period

_OVERLAP = Text(
    kk="«{category}» негізі бұл тұлғада {first} – {last} аралығында бұрыннан бар. Бір түрдегі негіздер қабаттаспайды: "
    "күндерін өзгертіңіз немесе сол негіздің өзін түзетіңіз.",
    ru="Основание «{category}» у этого лица уже есть за {first} – {last}. Основания одного вида не накладываются: измените "
    "дни или исправьте само то основание.",
    en="The person already has the ground “{category}” for {first} – {last}. Grounds of one kind do not overlap: change the "
    "days or correct that ground itself.",
)
_ENDS = Text(
    kk="«{category}» негізі {first} күнінен бері қолданыста. Растасаңыз, ол {end} күні аяқталады, жаңасы содан кейін "
    "басталады.",
    ru="Основание «{category}» действует с {first}. Если подтвердите, оно закончится {end}, а новое начнётся после него.",
    en="The ground “{category}” holds since {first}. When confirmed, it ends on {end} and the new one begins after it.",
)
_NO_FIRST = Text(
    kk="Негіздің басталатын күні жоқ. Ол күннен бастап мемлекет жарна төлейді: күнді бұйрықтан немесе анықтамадан жазыңыз.",
    ru="Нет дня начала основания. С него взносы платит государство: впишите день из приказа или справки.",
    en="The ground has no first day. From it on the state pays: write the day from the order or the certificate.",
)
_AGE = Text(
    kk="«{category}» санаты тұлға {age} жасқа толғанға дейін ғана қолданылады, ол {birthday} күні толады. Негізді "
    "{end} күнімен аяқтаңыз немесе басқа санатты таңдаңыз; растасаңыз, солай қалады.",
    ru="Категория «{category}» действует только до {age} лет, а они исполняются {birthday}. Закончите основание днём {end} "
    "или выберите другую категорию; если подтвердите, останется так.",
    en="The category “{category}” holds only until the age of {age}, which is reached on {birthday}. End the ground on {end} "
    "or choose another category; when confirmed, it stays so.",
)
_NOT_THEN = Text(
    kk="«{category}» санаты анықтамалықта {days} күндері ғана бар. Негіздің күндерін немесе санатын тексеріңіз.",
    ru="Категория «{category}» есть в справочнике только за {days}. Проверьте дни основания или категорию.",
    en="The category “{category}” is in the directory only for {days}. Check the days of the ground or the category.",
)
_ALWAYS = Text("мерзімсіз", "бессрочно", "without end")
_EVER = Text("басынан", "с начала", "the beginning")


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground as the register has it or as it is proposed: its line, 0 for a new one, and its fields."""

    line: int
    values: Mapping[str, str]

    @property
    def period(self) -> Period:
        """The days for which it holds."""
        return Period(self.values.get("ground_from", ""), self.values.get("ground_to", ""))

    @property
    def category(self) -> str:
        """Its kind: grounds of one category do not overlap."""
        return self.values.get("category", "")


def shown_period(period: Period) -> Text:
    """A period for the eye."""
    first = Text.same(dates.shown(date.fromisoformat(period.first))) if period.first else _EVER
    last = Text.same(dates.shown(date.fromisoformat(period.last))) if period.last else _ALWAYS
    return Text("{first} – {last}", "{first} – {last}", "{first} – {last}").filled(first=first, last=last)


def problems_with(
    ground: Ground, others: Sequence[Ground], categories: Iterable[DirectoryEntry], birth_date: str
) -> list[Problem]:
    """What is wrong with a ground beside the person's others; a warning may be confirmed, an error may not.

    `birth_date` is ISO, "" where it is not known.
    """
    if not ground.category:
        return []
    entry = next((one for one in categories if one.id == ground.category), None)
    found = [_first_missing(ground), _overlap(ground, others, entry)]
    if entry:
        found += [_too_old(ground, entry, birth_date), _not_then(ground, entry)]
    return [one for one in found if one]


def ended_before(ground: Ground, others: Iterable[Ground]) -> list[Change]:
    """The ends that a new ground sets to those of its kind that began before it and would go on into it."""
    return [
        Change("ground_to", other.period.last, timeline.day_before(ground.period.first), other.line)
        for other in others
        if _gives_way(ground, other)
    ]


def _same_kind(ground: Ground, other: Ground) -> bool:
    return other.line != ground.line and other.category == ground.category and other.period.meets(ground.period)


def _gives_way(ground: Ground, other: Ground) -> bool:
    return not ground.line and _same_kind(ground, other) and other.period.first < ground.period.first


def _first_missing(ground: Ground) -> Problem | None:
    return None if ground.period.first else Problem("ground_from", "ground_from_missing", _NO_FIRST)


def _overlap(ground: Ground, others: Sequence[Ground], entry: DirectoryEntry | None) -> Problem | None:
    other = next((one for one in others if _same_kind(ground, one)), None)
    if other is None or not ground.period.first:
        return None
    category = entry.name if entry else Text.same(ground.category)
    if _gives_way(ground, other):
        first = dates.shown(date.fromisoformat(other.period.first)) if other.period.first else _EVER
        ends = dates.shown(date.fromisoformat(timeline.day_before(ground.period.first)))
        words = _ENDS.filled(category=category, first=first, end=ends)
        return Problem("ground_from", "ground_ends_another", words, "warning")
    first, last = (
        Text.same(dates.shown(date.fromisoformat(day))) if day else nothing
        for day, nothing in ((other.period.first, _EVER), (other.period.last, _ALWAYS))
    )
    words = _OVERLAP.filled(category=category, first=first, last=last)
    return Problem("ground_from", "ground_overlaps", words)


def _too_old(ground: Ground, entry: DirectoryEntry, birth_date: str) -> Problem | None:
    if entry.until_age is None or not birth_date:
        return None
    birthday = _birthday(date.fromisoformat(birth_date), entry.until_age)
    last = timeline.day_before(birthday.isoformat())
    if ground.period.last and ground.period.last <= last:
        return None
    words = _AGE.filled(
        category=entry.name,
        age=entry.until_age,
        birthday=dates.shown(birthday),
        end=dates.shown(date.fromisoformat(last)),
    )
    return Problem("ground_to", "category_age", words, "warning")


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February in a common year: the day after
        return date(born.year + age, 3, 1)


def _not_then(ground: Ground, entry: DirectoryEntry) -> Problem | None:
    first, last = (day.isoformat() if day else "" for day in (entry.first, entry.last))
    known, period = Period(first, last), ground.period
    inside = (not first or period.first >= first) and (not last or "" < period.last <= last)
    if inside:
        return None
    words = _NOT_THEN.filled(category=entry.name, days=shown_period(known))
    return Problem("category", "category_not_then", words, "warning")
