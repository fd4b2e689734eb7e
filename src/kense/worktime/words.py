"""What worktime says to people, in Kazakh, Russian and English."""

from datetime import date

from kense.kernel import Text

WORKING = Text("Жұмыс уақыты", "Рабочее время", "Working time")
LUNCH = Text("Түскі үзіліс", "Перерыв на обед", "Lunch break")
BREAK = Text("Үзіліс", "Перерыв", "Break")
BEFORE_HOURS = Text("Жұмыс уақыты басталғанға дейін", "До начала рабочего времени", "Before working hours")
AFTER_HOURS = Text("Жұмыс уақыты аяқталғаннан кейін", "После окончания рабочего времени", "After working hours")
WORKING_DAY = Text("Жұмыс күні", "Рабочий день", "Working day")
REST_DAY = Text("Демалыс күні", "Выходной день", "Day off")

SCHEDULE = Text("Жұмыс кестесі", "График работы", "Work schedule")
HOLIDAYS_LAW = Text("«Мерекелер туралы» Заң, 5-бап", "Закон «О праздниках», статья 5", "Law on Holidays, article 5")
LABOUR_CODE = Text("Еңбек кодексі, 84-бап", "Трудовой кодекс, статья 84", "Labour Code, article 84")

_GOVERNMENT = Text(
    "ҚР Үкіметінің {year} жылғы № {number} қаулысы ({id})",
    "Постановление Правительства РК {year} года № {number} ({id})",
    "Government resolution No. {number} of {year} ({id})",
)
_ORDER = Text(
    "{year} жылғы № {number} бұйрық ({id})",
    "Приказ {year} года № {number} ({id})",
    "Order No. {number} of {year} ({id})",
)
_ON_SATURDAY = Text("{name}, сенбіге түскен", "{name}, приходится на субботу", "{name}, falling on a Saturday")
_ON_SUNDAY = Text("{name}, жексенбіге түскен", "{name}, приходится на воскресенье", "{name}, falling on a Sunday")
_SUBSTITUTE = Text("{day} орнына берілген демалыс", "Выходной вместо {day}", "Day off in place of {day}")
_MOVED_OFF = Text("{day} күнінен ауыстырылған демалыс", "Выходной, перенесённый с {day}", "Day off moved from {day}")
_MOVED_WORKED = Text(
    "{day} орнына белгіленген жұмыс күні", "Рабочий день вместо {day}", "Working day in place of {day}"
)

_MINUTES_RULE = Text(
    "{length} жұмыс уақыты өтетін ең ерте сәт",
    "Самый ранний момент, к которому проходит {length} рабочего времени",
    "The earliest moment by which {length} of working time has passed",
)
_NEXT_DAY_SAME_TIME = Text(
    "Келесі жұмыс күнінің сол сағаты", "Тот же час следующего рабочего дня", "The same hour of the next working day"
)
_SAME_TIME = Text(
    "Осыдан кейінгі {days}-жұмыс күнінің сол сағаты",
    "Тот же час {days}-го рабочего дня после начала",
    "The same hour of working day {days} after the start",
)
_NEXT_DAY_END = Text("Келесі жұмыс күнінің соңы", "Конец следующего рабочего дня", "The end of the next working day")
_END_OF_DAY = Text(
    "Осыдан кейінгі {days}-жұмыс күнінің соңы",
    "Конец {days}-го рабочего дня после начала",
    "The end of working day {days} after the start",
)
LAST_MOMENT_BEFORE = Text(
    "{rule}; бұл сағат жұмыс уақытынан тыс болғандықтан, оған дейінгі соңғы жұмыс сәті алынды",
    "{rule}; этот час вне рабочего времени, поэтому взят последний рабочий момент перед ним",
    "{rule}; it is outside working hours, so the last working moment before it is taken",
)
BETWEEN_RULE = Text(
    "Екі сәт арасындағы жұмыс уақыты", "Рабочее время между двумя моментами", "Working time between two moments"
)
_TRANSFERS_UNKNOWN = Text(
    "{year} жылы ауыстырылған демалыс күндері күнтізбеге әлі енгізілмеген",
    "Перенесённые выходные дни {year} года в календарь ещё не внесены",
    "Days off moved in {year} have not been entered in the calendar yet",
)
_ESTIMATED = Text(
    "{name} ({day}) есеппен алынған; ол бір күн ерте не кеш болуы мүмкін",
    "{name} ({day}) взят по расчёту; он может оказаться на день раньше или позже",
    "{name} ({day}) is an estimate; it may turn out a day earlier or later",
)

SAME_DAY = Text(
    "Толық норма бойынша бүгін беруге болады: бүгінгі ең кеш қабылдау уақыты – {latest}",
    "По полным нормам можно выдать сегодня: самый поздний приём на сегодня – {latest}",
    "At full norms it can be issued today: the latest hand-in for today is {latest}",
)
NOT_SAME_DAY = Text(
    "Толық норма бойынша бүгін беруге үлгермейді: бүгінгі ең кеш қабылдау уақыты – {latest}",
    "По полным нормам выдать сегодня не успеть: самый поздний приём на сегодня – {latest}",
    "At full norms it cannot be issued today: the latest hand-in for today is {latest}",
)
DAY_TOO_SHORT = Text(
    "Толық норма бойынша бүгін беруге болмайды: {needed} керек, ал бүгін беру аяқталғанға дейін {there} жұмыс уақыты бар",
    "По полным нормам выдать сегодня нельзя: нужно {needed}, а до конца выдачи сегодня {there} рабочего времени",
    "At full norms it cannot be issued today: it takes {needed}, and today has {there} of working time to the end of issue",
)
NO_WORK_TODAY = Text(
    "Бүгін жұмыс күні емес: {reason}", "Сегодня нерабочий день: {reason}", "Today is not a working day: {reason}"
)
_CALENDAR_SAME_TIME = Text(
    "Күнтізбелік {days} күннен кейінгі сол сағат, демалыс күндері де саналады",
    "То же время через {days} календарных дней, выходные тоже считаются",
    "The same time {days} calendar days later; days off count too",
)
_CALENDAR_END = Text(
    "Күнтізбелік {days}-күннің соңы, демалыс күндері де саналады",
    "Конец {days}-го календарного дня, выходные тоже считаются",
    "The end of calendar day {days}; days off count too",
)


def transfers_unknown(year: int) -> Text:
    """Why a year is provisional: nobody has said which rest days it moves, if any."""
    return _TRANSFERS_UNKNOWN.filled(year=year)


def estimated(name: Text, day: date) -> Text:
    """Why the days around an estimated holiday are provisional."""
    return _ESTIMATED.filled(name=name, day=f"{day:%d.%m.%Y}")


def format_minutes(minutes: int) -> Text:
    """A length in hours and minutes for people: 80 is `1 сағ 20 мин`, 60 is `1 сағ`; minus if negative."""
    hours, rest = divmod(abs(minutes), 60)
    shown = [f"{hours} {{h}}"] if hours else []
    shown += [f"{rest} {{m}}"] if rest or not hours else []
    form = ("−" if minutes < 0 else "") + " ".join(shown)
    return Text(form.format(h="сағ", m="мин"), form.format(h="ч", m="мин"), form.format(h="h", m="min"))


def holiday_reason(name: Text, day: date, *, on_rest_day: bool) -> Text:
    """The holiday by name; on a rest day also which one, since that is why another day is off."""
    if not on_rest_day:
        return name
    return (_ON_SATURDAY if day.weekday() == 5 else _ON_SUNDAY).filled(name=name)


def substitute_reason(day: date, holiday: date) -> Text:
    """A day off because a holiday fell on a rest day."""
    return _SUBSTITUTE.filled(day=_short(holiday, day))


def moved_off_reason(day: date, worked: date) -> Text:
    """A day off because another rest day was made a working one by decree."""
    return _MOVED_OFF.filled(day=_short(worked, day))


def moved_worked_reason(day: date, off: date) -> Text:
    """A rest day worked in exchange for another day off."""
    return _MOVED_WORKED.filled(day=_short(off, day))


def decree(identifier: str) -> Text:
    """A decree by its id in the state register of acts, such as P1700000864: kind, year and number are parts of it."""
    pattern = _GOVERNMENT if identifier.startswith("P") else _ORDER
    return pattern.filled(year=2000 + int(identifier[1:3]), number=int(identifier[-7:]), id=identifier)


def minutes_rule(minutes: int) -> Text:
    """How a due moment after working minutes is found."""
    return _MINUTES_RULE.filled(length=format_minutes(minutes))


def same_time_rule(days: int) -> Text:
    """How a due moment of whole working days is found under the reading `same_time`."""
    return _NEXT_DAY_SAME_TIME if days == 1 else _SAME_TIME.filled(days=days)


def end_of_day_rule(days: int) -> Text:
    """How a due moment of whole working days is found under the reading `end_of_day`."""
    return _NEXT_DAY_END if days == 1 else _END_OF_DAY.filled(days=days)


def calendar_days_rule(days: int, reading: str) -> Text:
    """How a due moment of calendar days is found."""
    return (_CALENDAR_SAME_TIME if reading == "same_time" else _CALENDAR_END).filled(days=days)


def _short(day: date, seen_from: date) -> str:
    return day.strftime("%d.%m" if day.year == seen_from.year else "%d.%m.%Y")
