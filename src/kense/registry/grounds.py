"""What can be wrong between a ground and what else is known: the other grounds, the person's age, the directory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
_BEFORE_BIRTH = Text(
    kk="Негіз тұлға туғанға дейін, {birth_date} күнінен бұрын басталады. Күнді бұйрықпен, туған күнді құжатпен салыстырыңыз.",
    ru="Основание начинается до рождения лица, {birth_date}. Сверьте день с приказом, а дату рождения с документом.",
    en="The ground begins before the person was born, on {birth_date}. Compare the day with the order, the birth date with "
    "the document.",
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
_OUTGROWN = Text(
    kk="«{category}» негізі тұлға {age} жасқа толған {birthday} күні бітеді, ал тізілімде ол әрі қарай жалғасады. Растасаңыз, "
    "оның соңғы күні – {end}.",
    ru="Основание «{category}» кончается, когда исполняется {age} лет, {birthday}, а в регистре оно продолжается. Если "
    "подтвердите, его последним днём станет {end}.",
    en="The ground “{category}” ends at the age of {age}, on {birthday}, but goes on in the register. When confirmed, its last "
    "day is {end}.",
)
_CONTRADICTS = Text(
    kk="«{category}» санаты мен тізілімдегі «{other}» негізі ({days}) бір-біріне қайшы. Сол негізді аяқтау үшін оны таңдап, "
    "соңғы күнін жазыңыз; екеуі де дұрыс болса, растаңыз.",
    ru="Категория «{category}» и основание «{other}» в регистре ({days}) противоречат друг другу. Чтобы закончить то "
    "основание, выберите его и впишите его последний день; если верно и то и другое, подтвердите.",
    en="The category “{category}” and the ground “{other}” in the register ({days}) contradict one another. To end that ground, "
    "choose it and write its last day; if both are right, confirm.",
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
    entries = {one.id: one for one in categories}
    entry = entries.get(ground.category)
    found = [_first_missing(ground), _before_birth(ground, birth_date), _overlap(ground, others, entry)]
    if entry:
        found += [_too_old(ground, entry, birth_date), _not_then(ground, entry), _contradicts(ground, others, entries)]
    return [one for one in found if one]


def ended_before(ground: Ground, others: Iterable[Ground]) -> list[Change]:
    """The ends that a new ground sets to those of its kind that began before it and would go on into it."""
    return [
        Change("ground_to", other.period.last, timeline.day_before(ground.period.first), other.line)
        for other in others
        if _gives_way(ground, other)
    ]


def outgrown(
    ground: Ground, others: Iterable[Ground], categories: Iterable[DirectoryEntry], birth_date: str
) -> tuple[list[Change], list[Problem]]:
    """The ends that a new ground sets to those whose age was over before it begins, and the warnings that say so."""
    entries = {one.id: one for one in categories}
    changes, problems = [], []
    for other in others:
        entry = entries.get(other.category)
        if ground.line or entry is None or entry.until_age is None or not _too_old(other, entry, birth_date):
            continue
        birthday = _birthday(date.fromisoformat(birth_date), entry.until_age)
        if birthday.isoformat() <= ground.period.first and other.category != ground.category:
            last = timeline.day_before(birthday.isoformat())
            changes.append(Change("ground_to", other.period.last, last, other.line))
            words = _OUTGROWN.filled(**_of_age(entry, birthday))
            problems.append(Problem("ground_from", "ground_outgrown", words, "warning"))
    return changes, problems


def _same_kind(ground: Ground, other: Ground) -> bool:
    return other.line != ground.line and other.category == ground.category and other.period.meets(ground.period)


def _gives_way(ground: Ground, other: Ground) -> bool:
    return not ground.line and _same_kind(ground, other) and other.period.first < ground.period.first


def _first_missing(ground: Ground) -> Problem | None:
    return None if ground.period.first else Problem("ground_from", "ground_from_missing", _NO_FIRST)


def _before_birth(ground: Ground, birth_date: str) -> Problem | None:
    if not "" < ground.period.first < birth_date:
        return None
    words = _BEFORE_BIRTH.filled(birth_date=dates.shown(date.fromisoformat(birth_date)))
    return Problem("ground_from", "ground_before_birth", words)


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


def _contradicts(ground: Ground, others: Iterable[Ground], entries: Mapping[str, DirectoryEntry]) -> Problem | None:
    """A category that denies all others beside another one, on the same days."""
    for other in others:
        pair = [entries[one.category] for one in (ground, other) if one.category in entries]
        beside = other.line != ground.line and other.category != ground.category and other.period.meets(ground.period)
        if beside and len(pair) == 2 and any(one.alone for one in pair):
            words = _CONTRADICTS.filled(category=pair[0].name, other=pair[1].name, days=shown_period(other.period))
            return Problem("category", "ground_contradicts", words, "warning")
    return None


def _too_old(ground: Ground, entry: DirectoryEntry, birth_date: str) -> Problem | None:
    if entry.until_age is None or not birth_date:
        return None
    birthday = _birthday(date.fromisoformat(birth_date), entry.until_age)
    last = timeline.day_before(birthday.isoformat())
    if ground.period.last and ground.period.last <= last:
        return None
    return Problem("ground_to", "category_age", _AGE.filled(**_of_age(entry, birthday)), "warning")


def _of_age(entry: DirectoryEntry, birthday: date) -> dict[str, str | int | Text]:
    """What is said of a category that ends with an age."""
    return {
        "category": entry.name,
        "age": entry.until_age or 0,
        "birthday": dates.shown(birthday),
        "end": dates.shown(birthday - timedelta(days=1)),
    }


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
