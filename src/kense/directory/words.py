"""What the directory says around the words of the edition."""

from kense.kernel import Text


def first_capital(text: Text) -> Text:
    """The text as it begins a line."""
    return Text(*(one[:1].upper() + one[1:] for one in (text.kk, text.ru, text.en)))


TITLE = Text("Бизнес-процестердің анықтамалығы", "Справочник бизнес-процессов", "Directory of business processes")
DIAGRAM = Text("Сызба", "Схема", "Diagram")
IN_WORDS = Text("Сызба сөзбен", "Схема словами", "The diagram in words")
TABLE = Text("Рәсімдердің (іс-қимылдардың) кестесі", "Таблица процедур (действий)", "Table of the actions")
TERMS = Text("Қызмет көрсету мерзімі", "Срок оказания услуги", "Term of the service")
HOUSE_TITLE = Text("Ішкі ережелер", "Внутренние правила", "House rules")
HOUSE = Text("Ішкі ережелер: актіде жоқ", "Внутренние правила: в акте их нет", "House rules: not in the act")
NOT_OF_ACT = Text("актіде жоқ", "в акте их нет", "not from the act")
TABLE_OF = Text("{title}: кесте", "{title}: таблица", "{title}: table")
PICTURE_OF = Text("{title}: сурет", "{title}: рисунок", "{title}: picture")
AS_PICTURE = Text("Сызба (SVG)", "Схема (SVG)", "Diagram (SVG)")
AS_MODEL = Text("BPMN 2.0 моделі", "Модель BPMN 2.0", "BPMN 2.0 model")

# The act

ACT_NUMBER = Text("Нөмірі", "Номер", "Number")
REGISTERED = Text("Мемлекеттік тіркелуі", "Государственная регистрация", "State registration")
REPEALED = Text("Күші жойылды", "Утратил силу", "Repealed")
EDITION = Text("Редакция", "Редакция", "Edition")
HASH = Text("Бақылау сомасы", "Контрольная сумма", "Checksum")
NO_OF = Text("№ {number}, {day}", "№ {number}, {day}", "No. {number}, {day}")

# Choices

IS_COMPLETE = Text("Топтама толық әрі жарамды ма?", "Пакет полный, без просрочки?", "Package complete and valid?")
HAS_GROUNDS = Text("Бас тарту негізі бар ма?", "Есть основание отказа?", "Ground for refusal?")
WHICH_RESULT = Text("Нәтиже қандай?", "Какой результат?", "Which result?")
WHICH_WAY = Text("Қандай шешім?", "Какое решение?", "Which decision?")
YES = Text("Иә", "Да", "Yes")
NO = Text("Жоқ", "Нет", "No")
ANSWER = Text("{answer}: {which}", "{answer}: {which}", "{answer}: {which}")

# Figures and their key

NOT_STATED = Text("көрсетілмеген", "не указана", "not stated")
NOTHING = Text("жоқ", "нет", "none")
GROUND = Text("негізі: {ground}", "основание: {ground}", "ground: {ground}")
OUTSIDE = Text("Нормадан тыс: {name}", "Вне нормы: {name}", "Outside the norm: {name}")
NAMED = Text("{n}. {name}", "{n}. {name}", "{n}. {name}")
TIMED = Text("{n}. {name} · {length}", "{n}. {name} · {length}", "{n}. {name} · {length}")
UNIT_KEY = Text(
    "ҚФБ – құрылымдық-функционалдық бірлік",
    "СФЕ – структурно-функциональная единица",
    "lane: structural-functional unit",
)
END_KEY = Text(
    "қызмет көрсетудің басталуы немесе аяқталуы", "начало или завершение оказания услуги", "start or end of the service"
)
ACTION_KEY = Text("рәсім (іс-қимыл), ұзақтығымен", "процедура (действие) с длительностью", "action with its duration")
CHOICE_KEY = Text("таңдау", "выбор", "choice")
ARROW_KEY = Text("келесі рәсімге өту", "переход к следующей процедуре", "transition to the next action")

# The table

ACTION_HEAD = Text("Рәсім (іс-қимыл)", "Процедура (действие)", "Action")
UNIT_HEAD = Text("ҚФБ", "СФЕ", "Unit")
GROUND_HEAD = Text("Негізі", "Основание", "Ground")
LENGTH_HEAD = Text("Ұзақтығы", "Длительность", "Duration")
PRODUCT_HEAD = Text("Нәтижесі", "Результат", "Product")
NEXT_HEAD = Text("Келесісі", "Следующее", "Next")
PLACE_HEAD = Text("Тармақ", "Пункт", "Place")
WAY = Text("{label} → {target}", "{label} → {target}", "{label} → {target}")
AT_ACTIONS = Text("іс-қимыл: {at}", "действие: {at}", "action: {at}")
LEADS = Text("{at} → {to}", "{at} → {to}", "{at} → {to}")

# Sentences

DESCRIBED = Text("Бөлімшелер: {units}.", "Подразделения: {units}.", "Units: {units}.")
STARTS = Text("Басталуы: {name} ({refs}).", "Начало: {name} ({refs}).", "Start: {name} ({refs}).")
ACTS = Text(
    "{n}-іс-қимыл: {name}. Бөлімше: {unit}. Ұзақтығы: {length}. Негізі: {ground} ({refs}).",
    "Действие {n}: {name}. Подразделение: {unit}. Длительность: {length}. Основание: {ground} ({refs}).",
    "Action {n}: {name}. Unit: {unit}. Duration: {length}. Ground: {ground} ({refs}).",
)
STEPS = Text("Осы іс-қимылда: {steps}.", "В этом действии: {steps}.", "Within this action: {steps}.")
CHOOSES = Text("Таңдау: {question}", "Выбор: {question}", "Choice: {question}")
GOES = Text("Одан кейін: {target}.", "Далее: {target}.", "Then: {target}.")
GOES_IF = Text("{label} → {target}.", "{label} → {target}.", "{label} → {target}.")
TO_ACTION = Text("{n}-іс-қимыл", "действие {n}", "action {n}")
TO_END = Text("аяқталуы: {name}", "завершение: {name}", "end: {name}")
HOUSE_LIST = Text(
    "Ішкі ережелер, актіде жоқ: {rules}.",
    "Внутренние правила, в акте их нет: {rules}.",
    "House rules, not in the act: {rules}.",
)
HOUSE_SAID = Text("{rule}; іс-қимыл: {at}", "{rule}; действие: {at}", "{rule}; action: {at}")

# BPMN

PROVIDER = Text("көрсетілетін қызметті беруші", "услугодатель", "service provider")
TASK = Text(
    "Ұзақтығы: {length}. Негізі: {ground}. Нәтижесі: {product} ({refs}).",
    "Длительность: {length}. Основание: {ground}. Результат: {product} ({refs}).",
    "Duration: {length}. Ground: {ground}. Product: {product} ({refs}).",
)
HOUSE_NOTE = Text(
    "Ішкі ереже, актіде жоқ. {rule} ({refs}).",
    "Внутреннее правило, в акте его нет. {rule} ({refs}).",
    "House rule, not in the act. {rule} ({refs}).",
)
HOW_TO_RUN = Text(
    "Процесте актінің талаптары ғана бар, ішкі ережелер жеке түсіндірмелермен берілген. {variable} айнымалысында іс-қимылда орындалған әрекеттің белгісі сақталады",
    "В процессе только требования акта, внутренние правила даны отдельными пояснениями. В переменной {variable} хранится обозначение операции, выполненной в действии",
    "The process holds what the act demands alone; house rules are separate annotations. The variable {variable} holds the id of the outcome performed at the action",
)
