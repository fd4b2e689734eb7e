"""The kinds of data that refer to places of an act, in words: a class, or the property of a datum that has no class of its own."""

from kense.kernel import Text
from kense.law import diff_words as words

WORDS: dict[str, Text] = {
    "InForce": Text("қолданысқа енуі", "введение в действие", "coming into force"),
    "Repeal": Text("күшінің жойылуы", "утрата силы", "repeal"),
    "Duty": Text("акт туралы міндет", "обязанность об акте", "duty about the act"),
    "sequence": Text("іс-қимылдардың реті", "последовательность действий", "sequence of the actions"),
    "subject": Text("қызметтің өзі", "сама услуга", "the service itself"),
    "directory": Text(
        "бизнес-процестердің анықтамалығы", "справочник бизнес-процессов", "directory of business processes"
    ),
    "controller": Text("бақылаушы", "контролирующее лицо", "controller"),
    "substitution": Text("орын басу", "замещение", "substitution"),
    "copies": Text("қағаздардың көшірмелері", "копии документов", "copies of papers"),
    "repeated_norm": Text("қайталанған іс-қимылдың нормасы", "норма повторного действия", "norm of a repeated action"),
    "late_entry": Text("қағаздан кейін енгізу", "внесение с бумаги позже", "late entry from paper"),
    "Role": words.ROLE.word,
    "Separation": Text("рөлдерді бөлу", "разделение ролей", "separation of roles"),
    "Term": words.TERM.word,
    "PaperSpec": words.PAPER.word,
    "Result": Text("қызмет нәтижесі", "результат услуги", "result of the service"),
    "End": Text("істің соңы", "завершение дела", "end of a case"),
    "Product": Text("іс-қимылдың нәтижесі", "результат действия", "product of an action"),
    "Opening": words.OPENING.word,
    "Action": words.ACTION.word,
    "Outcome": words.OUTCOME.word,
    "HouseRule": words.HOUSE_RULE.word,
    "Rest": words.REST.word,
    "Wait": Text("жауап күту", "ожидание ответа", "waiting for an answer"),
    "RegisterKeeping": Text("тізілімді жүргізу", "ведение регистра", "keeping of the register"),
    "Addressee": Text("деректер базасы", "база данных", "database"),
    "PersonalDataRule": Text(
        "дербес деректер туралы бұйрық", "распоряжение о персональных данных", "order on personal data"
    ),
    "Retention": words.RETENTION.word,
    "FormSpec": Text("бекітілген нысан", "установленная форма", "prescribed form"),
    "DocumentSpec": Text("тапсырылатын құжат", "сдаваемый документ", "document to hand in"),
    "GroundOfRefusal": words.GROUND.word,
}
