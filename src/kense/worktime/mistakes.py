"""What is wrong and what to give instead, in Kazakh, Russian and English: the sentences of the errors of worktime."""

from kense.kernel import Text

NAIVE_MOMENT = Text(
    "{moment} сәтінің уақыт белдеуі жоқ; оны белдеуімен бірге беріңіз",
    "У момента {moment} нет часового пояса; укажите его вместе с поясом",
    "the moment {moment} has no time zone; give an aware datetime",
)
UNKNOWN_ZONE = Text(
    "«{zone}» деген уақыт белдеуі жоқ; IANA атауын беріңіз, мысалы Asia/Almaty",
    "«{zone}» – не часовой пояс; укажите имя из базы IANA, например Asia/Almaty",
    "'{zone}' is not a time zone; give an IANA name such as Asia/Almaty",
)
DAY_OUTSIDE = Text(
    "{day} күні белгілі күнтізбеге кірмейді; {first} мен {last} аралығындағы күнді беріңіз",
    "День {day} вне известного календаря; укажите день с {first} по {last}",
    "{day} is outside the known calendar, {first} to {last}; give a day within it",
)
YEAR_OUTSIDE = Text(
    "{year} жыл белгілі күнтізбеге кірмейді; {first} мен {last} аралығындағы жылды беріңіз",
    "Год {year} вне известного календаря; укажите год с {first} по {last}",
    "the year {year} is outside the known calendar, {first} to {last}; give a year within it",
)
MOMENT_OUTSIDE = Text(
    "{moment} сәті кеңсенің белгілі уақытына кірмейді; {first} мен {last} аралығындағы сәтті беріңіз",
    "Момент {moment} вне известного времени канцелярии; укажите момент с {first} по {last}",
    "{moment} is outside the known time of the office, {first} to {last}; give a moment within it",
)
TOO_LATE = Text(
    "Есеп белгілі күнтізбенің соңғы жұмыс сәтінен асып кетеді; ертерек басталатын сәтті беріңіз",
    "Счёт выходит за последний рабочий момент известного календаря; укажите более раннее начало",
    "the counting runs past the last working moment of the known calendar; give an earlier start",
)
TOO_EARLY = Text(
    "Есеп белгілі күнтізбенің немесе бірінші кестенің алғашқы жұмыс сәтінен бұрын кетеді; кейінірек сәтті беріңіз",
    "Счёт уходит раньше первого рабочего момента известного календаря или первого графика; укажите более поздний момент",
    "the counting runs back before the first working moment of the known calendar or of the first schedule; "
    "give a later moment",
)

NO_SHIFTS = Text(
    "жұмыс уақыты жоқ; кемінде бір жұмыс аралығын беріңіз",
    "нет рабочего времени; укажите хотя бы один рабочий промежуток",
    "there is no working time; give at least one shift",
)
BACKWARD_SHIFT = Text(
    "{shift} аралығында жұмыс уақыты жоқ; оның соңы басынан кейін болуы керек",
    "в промежутке {shift} нет рабочего времени; он должен кончаться позже, чем начинается",
    "the shift {shift} has no working time; it must end later than it begins",
)
SHIFTS_MEET = Text(
    "{before} және {after} аралықтары қабаттасады немесе түйіседі; араларында үзіліс қалдырыңыз",
    "промежутки {before} и {after} пересекаются или соприкасаются; оставьте между ними перерыв",
    "the shifts {before} and {after} overlap, touch or stand out of order; part them by a break",
)
NOT_WHOLE_MINUTES = Text(
    "{shift} аралығының уақыты бүтін минутпен, белдеусіз жазылуы керек",
    "время промежутка {shift} пишется целыми минутами и без пояса",
    "the times of the shift {shift} must be whole minutes of the wall clock, without a zone",
)
BAD_SHIFTS = Text(
    "«{value}» – жұмыс уақыты емес; былай жазыңыз: 09:00-13:00 14:30-17:30",
    "«{value}» – не рабочие часы; напишите так: 09:00-13:00 14:30-17:30",
    "'{value}' are not hours; write them like 09:00-13:00 14:30-17:30",
)
IN_SCHEDULE = Text(
    "{day} күнінен басталатын кестеде: {mistake}",
    "В графике с {day}: {mistake}",
    "in the schedule from {day}: {mistake}",
)
UNKNOWN_WEEK = Text(
    "{week} жұмыс күнінен тұратын апта жоқ; 5 не 6 деп беріңіз",
    "Недели из {week} рабочих дней нет; укажите 5 или 6",
    "a week of {week} working days is not known; give 5 or 6",
)
SATURDAY_OFF = Text(
    "5 күндік аптада сенбінің жұмыс уақыты болмайды; оны алып тастаңыз немесе 6 күндік апта беріңіз",
    "При 5-дневной неделе у субботы нет рабочих часов; уберите их или укажите 6-дневную неделю",
    "in a 5-day week Saturday has no hours; leave them out or give a 6-day week",
)
NO_SCHEDULE = Text(
    "Кеңсеге кемінде бір кесте керек; оны беріңіз",
    "Канцелярии нужен хотя бы один график; укажите его",
    "an office needs at least one schedule; give one",
)
SCHEDULES_OUT_OF_ORDER = Text(
    "{after} күнінен басталатын кесте {before} күнгіден кейін басталуы керек; күндерін түзетіңіз",
    "График с {after} должен начинаться позже графика с {before}; исправьте даты",
    "the schedule from {after} must begin later than the one from {before}; correct the days",
)
BEFORE_SCHEDULES = Text(
    "{day} күні кеңсенің бірінші кестесінен бұрын; ол {first} күнінен басталады",
    "День {day} раньше первого графика канцелярии; он начинается с {first}",
    "{day} is before the first schedule of the office; it begins on {first}",
)

IN_OVERRIDE = Text(
    "{day} күнінің өзгерісінде: {mistake}", "В изменении дня {day}: {mistake}", "in the override of {day}: {mistake}"
)
UNKNOWN_KIND = Text(
    "«{kind}» деген түр жоқ; off (демалыс), worked (жұмыс күні) немесе shortened (қысқартылған) деп жазыңыз",
    "вида «{kind}» нет; напишите off (выходной), worked (рабочий) или shortened (сокращённый)",
    "'{kind}' is not a kind of day; write off, worked or shortened",
)
DAY_OFF_WITH_HOURS = Text(
    "демалыс күнінде жұмыс уақыты болмайды; оны алып тастаңыз",
    "у выходного дня нет рабочих часов; уберите их",
    "a day off has no hours; leave them out",
)
NO_DECREE = Text(
    "негіз болған акт көрсетілмеген; оның атауы мен нөмірін жазыңыз",
    "не указан акт-основание; впишите его название и номер",
    "it names no decree; give the act that made it",
)
NO_NOTE = Text(
    "түсініктеме жоқ; себебін қазақша және орысша жазыңыз",
    "нет пояснения; напишите причину на казахском и русском",
    "it has no note; give the reason in Kazakh and Russian",
)
OVERRIDDEN_TWICE = Text(
    "{day} күні екі рет өзгертілген; бір күнге бір өзгеріс қалдырыңыз",
    "День {day} изменён дважды; оставьте одно изменение",
    "{day} is overridden twice; keep one override for a day",
)
SHORTENED_REST_DAY = Text(
    "бұл – демалыс күні; оны worked деп, жұмыс уақытымен жазыңыз",
    "это день отдыха; объявите его рабочим (worked) с его часами",
    "it is a rest day; declare it worked, with its hours",
)

NOT_UTF8 = Text(
    "Файл UTF-8 кодтауында емес; оны «CSV UTF-8» түрінде сақтап, қайта жүктеңіз",
    "Файл не в кодировке UTF-8; сохраните его как «CSV UTF-8» и загрузите снова",
    "the file is not in UTF-8; save it as “CSV UTF-8” and give it again",
)
NOT_CSV = Text(
    "{line}-жолды CSV ретінде оқу мүмкін емес; тырнақшаларын тексеріңіз",
    "Строку {line} нельзя прочесть как CSV; проверьте кавычки",
    "line {line} cannot be read as CSV; check its quotes",
)
WRONG_COLUMNS = Text(
    "1-жолдағы бағандар дұрыс емес: {given}; бағандар мынадай болуы керек: {expected}",
    "Столбцы в строке 1 не те: {given}; должны быть: {expected}",
    "line 1 has the wrong columns: {given}; they must be {expected}",
)
ROW_LENGTH = Text(
    "{line}-жолда {given} ұяшық бар; {expected} болуы керек",
    "В строке {line} ячеек: {given}; должно быть {expected}",
    "line {line} has {given} cells; it must have {expected}",
)
AT_CELL = Text(
    "{line}-жол, «{column}» бағаны: {mistake}",
    "Строка {line}, столбец «{column}»: {mistake}",
    "line {line}, column {column}: {mistake}",
)
BAD_DAY = Text(
    "«{value}» – күн емес; былай жазыңыз: 2026-01-05 немесе 05.01.2026",
    "«{value}» – не дата; напишите так: 2026-01-05 или 05.01.2026",
    "'{value}' is not a day; write it like 2026-01-05 or 05.01.2026",
)

NEGATIVE_MINUTES = Text(
    "{minutes} жұмыс минутын санау мүмкін емес; 0 не одан көп беріңіз",
    "{minutes} рабочих минут сосчитать нельзя; укажите 0 или больше",
    "{minutes} working minutes cannot be counted; give 0 or more",
)
NO_MINUTES = Text(
    "{minutes} минуттық норма болмайды; 1 не одан көп беріңіз",
    "Нормы в {minutes} минут не бывает; укажите 1 или больше",
    "a norm of {minutes} minutes cannot be; give 1 or more",
)
NO_DAYS = Text(
    "{days} жұмыс күндік мерзімді санау мүмкін емес; 1 не одан көп беріңіз",
    "Срок в {days} рабочих дней сосчитать нельзя; укажите 1 или больше",
    "a term of {days} working days cannot be counted; give 1 or more",
)
BACKWARD_STRETCH = Text(
    "{end} сәті {start} сәтінен бұрын; алдымен ертерегін беріңіз",
    "Момент {end} раньше момента {start}; сначала укажите более ранний",
    "{end} is before {start}; give the earlier moment first",
)
UNKNOWN_READING = Text(
    "«{reading}» – күнмен берілген мерзімді оқу ережесі емес; same_time немесе end_of_day деп беріңіз",
    "«{reading}» – не прочтение срока в днях; укажите same_time или end_of_day",
    "'{reading}' is not a reading of a term in days; give same_time or end_of_day",
)
