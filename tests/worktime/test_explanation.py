"""The rows behind a due moment, as a person reads them."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from kense.kernel import Text
from kense.worktime import Calendar, Explanation, Override, Schedule, Schedules, WorkingTime, format_minutes

ALMATY = ZoneInfo("Asia/Almaty")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ALMATY)


def told(explanation: Explanation) -> list[str]:
    """The rows in short: from, to, minutes, total, reason and source in Kazakh."""
    return [
        f"{row.start.astimezone(ALMATY):%d.%m %H:%M}–{row.end.astimezone(ALMATY):%d.%m %H:%M} "
        f"{row.minutes if row.counted else '–'} {row.total} {row.reason.kk} | {row.source.kk if row.source else '–'}"
        for row in explanation.rows
    ]


@pytest.fixture(scope="module")
def office() -> WorkingTime:
    return WorkingTime(Calendar())


def test_one_working_day_over_nauryz(office: WorkingTime) -> None:
    explanation = office.explain_days(at("2019-03-20T15:40"), 1, "same_time")
    assert told(explanation) == [
        "20.03 15:40–20.03 18:30 170 170 Жұмыс уақыты | Жұмыс кестесі",
        "21.03 00:00–23.03 00:00 – 170 Наурыз мейрамы | «Мерекелер туралы» Заң, 5-бап",
        "23.03 00:00–24.03 00:00 – 170 Наурыз мейрамы, сенбіге түскен | «Мерекелер туралы» Заң, 5-бап",
        "24.03 00:00–25.03 00:00 – 170 Демалыс күні | Жұмыс кестесі",
        "25.03 00:00–26.03 00:00 – 170 23.03 орнына берілген демалыс | «Мерекелер туралы» Заң, 5-бап",
        "26.03 09:00–26.03 13:00 240 410 Жұмыс уақыты | Жұмыс кестесі",
        "26.03 13:00–26.03 14:30 – 410 Түскі үзіліс | Жұмыс кестесі",
        "26.03 14:30–26.03 15:40 70 480 Жұмыс уақыты | Жұмыс кестесі",
    ]
    assert explanation.total == 480
    assert explanation.end == at("2019-03-26T15:40")
    assert explanation.rule.kk == "Келесі жұмыс күнінің сол сағаты"


def test_a_start_outside_hours_says_so_and_a_weekend_is_one_row(office: WorkingTime) -> None:
    assert told(office.explain_minutes(at("2018-07-13T19:05"), 20)) == [
        "13.07 19:05–14.07 00:00 – 0 Жұмыс уақыты аяқталғаннан кейін | Жұмыс кестесі",
        "14.07 00:00–16.07 00:00 – 0 Демалыс күні | Жұмыс кестесі",
        "16.07 09:00–16.07 09:20 20 20 Жұмыс уақыты | Жұмыс кестесі",
    ]
    assert told(office.explain_minutes(at("2018-07-16T08:10"), 20))[0].endswith(
        "08:10–16.07 09:00 – 0 Жұмыс уақыты басталғанға дейін | Жұмыс кестесі"
    )


def test_a_worked_saturday_is_counted_with_its_decree(office: WorkingTime) -> None:
    assert told(office.explain_minutes(at("2018-08-24T18:20"), 20)) == [
        "24.08 18:20–24.08 18:30 10 10 Жұмыс уақыты | Жұмыс кестесі",
        "25.08 09:00–25.08 09:10 10 20 31.08 орнына белгіленген жұмыс күні"
        " | ҚР Үкіметінің 2017 жылғы № 864 қаулысы (P1700000864)",
    ]


def test_used_time_is_explained_up_to_where_it_ends(office: WorkingTime) -> None:
    explanation = office.explain_between(at("2018-07-12T12:00"), at("2018-07-13T07:00"))
    assert told(explanation) == [
        "12.07 12:00–12.07 13:00 60 60 Жұмыс уақыты | Жұмыс кестесі",
        "12.07 13:00–12.07 14:30 – 60 Түскі үзіліс | Жұмыс кестесі",
        "12.07 14:30–12.07 18:30 240 300 Жұмыс уақыты | Жұмыс кестесі",
        "13.07 00:00–13.07 07:00 – 300 Жұмыс уақыты басталғанға дейін | Жұмыс кестесі",
    ]


def test_an_override_is_shown_with_its_note_and_decree() -> None:
    note = Text("Төтенше жағдай", "Чрезвычайное положение", "State of emergency")
    days = [Override(date(2020, 3, day), "off", "№ 285", note) for day in (30, 31)]
    office = WorkingTime(Calendar(days))
    assert told(office.explain_minutes(at("2020-03-27T18:20"), 20))[2] == (
        "30.03 00:00–01.04 00:00 – 10 Төтенше жағдай | № 285"
    )


def test_a_shortened_day_is_shown_with_its_note_and_decree_also_after_its_hours() -> None:
    note = Text("Қысқартылған күн", "Сокращённый день", "Shortened day")
    office = WorkingTime(Calendar([Override(date(2020, 3, 27), "shortened", "№ 285", note, ((time(9), time(13)),))]))
    assert told(office.explain_minutes(at("2020-03-27T12:50"), 20)) == [
        "27.03 12:50–27.03 13:00 10 10 Қысқартылған күн | № 285",
        "28.03 00:00–30.03 00:00 – 10 Демалыс күні | Жұмыс кестесі",
        "30.03 09:00–30.03 09:10 10 20 Жұмыс уақыты | Жұмыс кестесі",
    ]
    assert told(office.explain_minutes(at("2020-03-27T15:00"), 20))[0] == (
        "27.03 15:00–28.03 00:00 – 0 Жұмыс уақыты аяқталғаннан кейін | № 285"
    )


def test_an_explanation_says_that_it_rests_on_a_provisional_calendar(office: WorkingTime) -> None:
    over_the_year_end = office.explain_days(at("2025-12-31T10:00"), 1, "same_time")
    assert [reason.ru for reason in over_the_year_end.provisional] == [
        "Перенесённые выходные дни 2026 года в календарь ещё не внесены"
    ]
    assert over_the_year_end.as_dict()["provisional"] == [reason.as_dict() for reason in over_the_year_end.provisional]
    assert office.explain_days(at("2025-12-30T10:00"), 1, "end_of_day").provisional == ()


def test_the_rule_says_when_the_same_time_was_not_within_hours() -> None:
    short = Schedule(date(2019, 4, 2), ((time(9), time(13)),))
    office = WorkingTime(Calendar(), Schedules((Schedule(date(2019, 1, 1)), short)))
    rule = office.explain_days(at("2019-04-01T17:10"), 1, "same_time").rule
    assert rule.ru == (
        "Тот же час следующего рабочего дня; этот час вне рабочего времени, "
        "поэтому взят последний рабочий момент перед ним"
    )


def test_rules_name_their_length(office: WorkingTime) -> None:
    start = at("2018-07-12T12:00")
    assert office.explain_minutes(start, 80).rule.kk == "1 сағ 20 мин жұмыс уақыты өтетін ең ерте сәт"
    assert office.explain_days(start, 4, "same_time").rule.kk == "Осыдан кейінгі 4-жұмыс күнінің сол сағаты"
    assert office.explain_days(start, 4, "end_of_day").rule.ru == "Конец 4-го рабочего дня после начала"
    assert office.explain_days(start, 1, "end_of_day").rule.en == "The end of the next working day"


def test_seconds_are_carried_so_that_rows_add_up(office: WorkingTime) -> None:
    explanation = office.explain_minutes(at("2018-07-12T12:58:30"), 2)
    assert [(row.minutes, row.total) for row in explanation.rows] == [(1, 1), (0, 1), (1, 2)]


def test_nothing_to_explain_has_no_rows(office: WorkingTime) -> None:
    explanation = office.explain_between(at("2018-07-12T12:00"), at("2018-07-12T12:00"))
    assert (explanation.rows, explanation.total) == ((), 0)


def test_an_explanation_can_be_written_as_json(office: WorkingTime) -> None:
    written = json.loads(json.dumps(office.explain_minutes(at("2018-07-12T12:40"), 20).as_dict()))
    assert written == {
        "zone": "Asia/Almaty",
        "start": "2018-07-12T12:40:00+06:00",
        "end": "2018-07-12T13:00:00+06:00",
        "rule": {
            "kk": "20 мин жұмыс уақыты өтетін ең ерте сәт",
            "ru": "Самый ранний момент, к которому проходит 20 мин рабочего времени",
            "en": "The earliest moment by which 20 min of working time has passed",
        },
        "total": 20,
        "provisional": [],
        "rows": [
            {
                "start": "2018-07-12T12:40:00+06:00",
                "end": "2018-07-12T13:00:00+06:00",
                "counted": True,
                "minutes": 20,
                "total": 20,
                "reason": {"kk": "Жұмыс уақыты", "ru": "Рабочее время", "en": "Working time"},
                "source": {"kk": "Жұмыс кестесі", "ru": "График работы", "en": "Work schedule"},
            }
        ],
    }


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (80, Text("1 сағ 20 мин", "1 ч 20 мин", "1 h 20 min")),
        (60, Text("1 сағ", "1 ч", "1 h")),
        (59, Text("59 мин", "59 мин", "59 min")),
        (0, Text("0 мин", "0 мин", "0 min")),
        (-75, Text("−1 сағ 15 мин", "−1 ч 15 мин", "−1 h 15 min")),
    ],
)
def test_lengths_are_written_in_hours_and_minutes(minutes: int, shown: Text) -> None:
    assert format_minutes(minutes) == shown
