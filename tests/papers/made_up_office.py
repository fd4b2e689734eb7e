"""The data of an office's own papers: the pages of a journal, the sheet of a day, blank forms. All of it is invented."""

import copy
from typing import Any

from tests.papers.made_up import paper_data

Pair = dict[str, str]

_TITLES = {
    "journal": {"kk": "Журнал парақтары", "ru": "Листы журнала"},
    "daily": {"kk": "Күндік парақ", "ru": "Лист дня"},
    "extract": {"kk": "Дербес деректерден үзінді", "ru": "Выписка о персональных данных"},
    "registration_form": {"kk": "Өтінішті тіркеу бланкісі", "ru": "Бланк регистрации заявления"},
}
_REGISTRATIONS = {"kk": "Өтініштерді тіркеу журналы", "ru": "Журнал регистрации заявлений"}
_GRANTED = {"kk": "Хабарлама берілді", "ru": "Уведомление выдано"}
_REFUSED = {"kk": "Дәлелді жауап берілді", "ru": "Мотивированный отказ выдан"}
_NOT_ACCEPTED = {"kk": "Қабылдаудан бас тартылды", "ru": "Отказано в приёме"}
_WITHDRAWN = {"kk": "Өтініш қайтарып алынды", "ru": "Заявление отозвано"}
_STUDIES = {"kk": "Күндізгі оқуға түсті", "ru": "Поступление на очное обучение"}
_YES = {"kk": "иә", "ru": "да"}

_BALANCE = {
    "carried": 4,
    "received": 3,
    "ended": [
        {"name": _GRANTED, "count": 2},
        {"name": _REFUSED, "count": 1},
        {"name": _NOT_ACCEPTED, "count": 0},
        {"name": _WITHDRAWN, "count": 1},
    ],
    "in_work": 3,
}
_COLUMNS = [
    ("Нөмірі", "Номер", 17),
    ("Күні, уақыты", "Дата, время", 20),
    ("Көрсетілетін қызметті алушы", "Услугополучатель", 34),
    ("Өтініш себебі", "Причина обращения", 26),
    ("Қабылдаған", "Принял(а)", 22),
    ("Орындаушы", "Исполнитель", 22),
    ("Мерзімі", "Срок", 20),
    ("Нәтижесі", "Результат", 24),
    ("Нәтиже нөмірі", "Номер результата", 17),
    ("Нәтиже күні", "Дата результата", 18),
    ("Берілді", "Выдан", 20),
    ("Кешікті", "Просрочено", 19),
    ("Ескертпе", "Примечание", 34),
]


def _line(
    number: int, at: str, who: str, result: Pair | None = None, ended: tuple[str, str, str] | None = None, **rest: Any
) -> dict[str, Any]:
    """A line of the journal; `ended` is the number and the day of the result and the moment it was issued."""
    given = ended or (None, None, None)
    cells = [f"03-14/{number}", at, who, _STUDIES, "Г. Н. Һасенова", "Қ. Ә. Үмбетова", "27.03.2019, 10:12"]
    return {"cells": [*cells, result, *given, rest.get("late"), rest.get("note")]}


_VOIDED = {
    "kk": "Нөмірдің күші жойылды: Г. Н. Һасенова; себебі: Бланк бүлінді",
    "ru": "Номер аннулирован: Г. Н. Һасенова; причина: Бланк бүлінді",
}
_FROM_PAPER = {
    "kk": "Қағаздан енгізілді: 26.03.2019, 16:05, Г. Н. Һасенова; парақ: K7M2-9QXF/1",
    "ru": "Внесено с бумаги: 26.03.2019, 16:05, Г. Н. Һасенова; лист: K7M2-9QXF/1",
}
_ROWS = [
    {"from": "2019-03-21", "to": "2019-03-24"},
    _line(
        147,
        "25.03.2019, 10:20",
        "Сәрсенбаева Әйгерім Ғалымжанқызы",
        {"kk": "Хабарлама", "ru": "Уведомление"},
        ("03-15/88", "26.03.2019", "26.03.2019, 12:30"),
        late=_YES,
    ),
    {"cells": ["03-14/148", "25.03.2019, 12:00", *[None] * 10, _VOIDED]},
    _line(149, "26.03.2019, 11:02", "Оңғарбай Іңкәр Бауыржанқызы", note=_FROM_PAPER),
    {"from": "2019-03-27", "to": "2019-03-27"},
]


def journal_data(lines: int = 0) -> dict[str, Any]:
    """A journal of a week, with so many more lines of one day."""
    more = [_line(n, "26.03.2019, 15:00", "Төлеген Ұлпан Ерланқызы") for n in range(150, 150 + lines)]
    columns = [{"label": {"kk": kk, "ru": ru}, "width": width} for kk, ru, width in _COLUMNS]
    journal = {
        "name": _REGISTRATIONS,
        "from": "2019-03-21",
        "to": "2019-03-27",
        "given": [{"first": "03-14/147", "last": "03-14/149", "count": 2}],
        "columns": columns,
        "rows": [*_ROWS[:-1], *more, _ROWS[-1]],
        "count": 3 + lines,
        "balance": _BALANCE,
    }
    return _of_office("journal", journal=journal)


def day_data() -> dict[str, Any]:
    """The sheet of a day that is over."""
    numbers = [
        (_REGISTRATIONS, "03-14/147", "03-14/149", 3),
        ({"kk": "Қабылдаудан бас тарту журналы", "ru": "Журнал отказов в приёме"}, None, None, 0),
        ({"kk": "Нәтижелерді тіркеу журналы", "ru": "Журнал регистрации результатов"}, "03-15/88", "03-15/88", 1),
    ]
    data = paper_data("talon")
    workers = [data["accepted_by"], data["prepared_by"], data["signatory"]]
    day = {
        "day": "2019-03-26",
        "until": "2019-03-27T00:00",
        "is_over": True,
        "numbers": [dict(zip(("journal", "first", "last", "count"), one, strict=True)) for one in numbers],
        "balance": _BALANCE,
        "issued": 2,
        "issued_late": 1,
        "left_late": 0,
        "workers": [
            {"officer": one, "first": "2019-03-26T09:04", "last": "2019-03-26T18:21", "deeds": 7 * place}
            for place, one in enumerate(workers, start=1)
        ],
        "mark": {"seq": 1284, "hash": "3fa9c07d51be6284" * 4},
    }
    return _of_office("daily", day=day)


def extract_data() -> dict[str, Any]:
    """Everything held on a person: one changed by a case, mother of another, sent once, looked at twice."""
    labels = [("Тегі", "Фамилия", "Сәрсенбаева"), ("Аты", "Имя", "Әйгерім"), ("ЖСН", "ИИН", "040915 6 5032 4")]
    case = {"kk": "іс № 03-14/147", "ru": "дело № 03-14/147"}
    nothing = {"kk": "көрсетілмеген", "ru": "не указано"}
    held = {
        "code": "QQDR-HGRQ",
        "full_name": "Сәрсенбаева Әйгерім Ғалымжанқызы",
        "blocked": None,
        "record": [{"label": {"kk": kk, "ru": ru}, "value": {"kk": value, "ru": value}} for kk, ru, value in labels],
        "story": [
            {
                "at": "2019-03-27T09:40",
                "source": case,
                "field": {"kk": kk, "ru": ru},
                "before": nothing,
                "after": {"kk": value, "ru": value},
            }
            for kk, ru, value in labels
        ],
        "represents": [
            {
                "of": "WBH9-2969",
                "at": "2018-09-03T10:00",
                "until": None,
                "values": [{"label": {"kk": "Өкілдің тегі", "ru": "Фамилия представителя"}, "value": "Сәрсенбаева"}],
            }
        ],
        "drafts": [{"at": "2019-03-26T09:55", "who": "Г. Н. Һасенова"}],
        "cases": [
            {
                "number": "03-14/147",
                "as": {"kk": "қызметті алушы", "ru": "услугополучатель"},
                "handed_in": "2019-03-26T10:12",
                "ended": "2019-03-27T10:05",
                "end": _GRANTED,
                "papers": "K7M2-9QXF, WBH9-2969",
            }
        ],
        "sent": [{"addressee": {"kk": "ӘМСҚ", "ru": "ФСМС"}, "n": 3, "sent": "2019-03-28T16:00"}],
        "openings": [
            {"at": at, "who": who, "what": {"kk": "істі ашты", "ru": "открыл(а) дело"}}
            for at, who in (("2019-03-26T10:20", "Г. Н. Һасенова"), ("2019-03-26T11:02", "Қ. Ә. Үмбетова"))
        ],
    }
    return _of_office("extract", held=held)


def forms_data(count: int = 1) -> dict[str, Any]:
    """Blank forms of registration, one sheet each."""
    application = paper_data("application")["application"]
    return _of_office(
        "registration_form",
        block={"journal": _REGISTRATIONS},
        sheets=[{"number": f"03-14/{150 + n}", "id": f"K7M2-9QXF/{n + 1}"} for n in range(count)],
        applicants=[one["name"] for one in application["kinds"]],
        terms=[one["name"] for one in application["terms"]],
        documents=[one["name"] for one in application["documents"]] * 3,
    )


def _of_office(paper: str, **content: Any) -> dict[str, Any]:
    data = paper_data("talon")
    head = {"title": _TITLES[paper], "code": "K7M2-9QXF", "form": None, "form_unverified": False}
    kept = {name: data[name] for name in ("provider", "service", "made", "prepared_by")}
    return copy.deepcopy({"paper": head, **kept, **content})
