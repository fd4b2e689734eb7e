"""What changes between two editions is told to those it means something to."""

from pathlib import Path

import pytest

from kense import law
from kense.law.diff import Difference, compare
from tests.law.editions import EDITION, Copy, copied


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the shipped edition, to be changed."""
    return copied(tmp_path)


def told(copy: Copy) -> list[tuple[str, str]]:
    """Whom the changes of the copy concern, and what is said, in Russian."""
    return [(one.whom.ru, one.sentence.ru) for one in differences(copy)]


def differences(copy: Copy) -> tuple[Difference, ...]:
    return compare(law.edition(EDITION), law.load(copy.folder))


def test_an_edition_does_not_differ_from_itself(copy: Copy) -> None:
    assert differences(copy) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "whom", "said"),
    [
        (
            "procedure.yaml",
            "minutes: 300",
            "minutes: 240",
            "исполнитель",
            "действие «Проверка, подготовка результата»: норма: 300 мин → 240 мин",
        ),
        (
            "procedure.yaml",
            "working_days: 1",
            "working_days: 2",
            "Заявители",
            "срок «1 рабочий день»: рабочих дней: 1 → 2",
        ),
        (
            "standard.yaml",
            "required_when: [{minor: true}]",
            "required_when: []",
            "Заявители",
            "документ «Свидетельство о рождении ребёнка»: когда нужен: лицу нет 18 лет → не обязателен",
        ),
        (
            "standard.yaml",
            'ru: "Нет согласия на доступ к персональным данным ограниченного доступа"',
            'ru: "Нет согласия"',
            "Заявители",
            "основание отказа «Нет согласия»: название: Нет согласия на доступ к персональным данным ограниченного доступа "
            "→ Нет согласия",
        ),
        (
            "procedure.yaml",
            "    asks: [reason]\n    withdraws: [draft_result]",
            "    asks: [reason, note]\n    withdraws: [draft_result]",
            "руководитель",
            "внутреннее правило «Вернуть на доработку»: что вносится: причина → причина, текст резолюции",
        ),
        (
            "procedure.yaml",
            'pattern: "03-14/{n}"',
            'pattern: "04-14/{n}"',
            "Документы и журналы",
            "журнал «Журнал регистрации заявлений»: образец номера: 03-14/{n} → 04-14/{n}",
        ),
        (
            "standard.yaml",
            "ru: Прошу оказать государственную услугу «{service}».",
            "ru: Прошу услугу «{service}».",
            "Документы и журналы",
            "текст документа «Заявление»: текст: Прошу оказать государственную услугу «‹название услуги›». → "
            "Прошу услугу «‹название услуги›».",
        ),
        (
            "procedure.yaml",
            "package: deficient",
            "package: complete",
            "канцелярия",
            "операция «Отказать в приёме»: подробности: изменено",
        ),
        (
            "procedure.yaml",
            "sequence: {ref: reg 6}",
            "sequence: {ref: reg 5}",
            "Вся канцелярия",
            "редакция: подробности: изменено",
        ),
        (
            "papers/talon.typ",
            "// Talon",
            "// The talon",
            "Документы и журналы",
            "документ «Талон о приёме документов»: шаблон: изменено",
        ),
    ],
)
def test_a_change_is_told(copy: Copy, name: str, old: str, new: str, whom: str, said: str) -> None:
    copy.edit(name, old, new)
    assert told(copy) == [(whom, said)]


def test_a_change_in_another_language_is_seen_too(copy: Copy) -> None:
    copy.edit("standard.yaml", "ru: Прошу оказать", "ru: Прошу предоставить")
    (found,) = differences(copy)
    assert found.before
    assert found.before.kk == "Прошу оказать государственную услугу «‹название услуги›». (ru)"
    assert found.before.ru == "Прошу оказать государственную услугу «‹название услуги›»."


def test_what_comes_and_goes(copy: Copy) -> None:
    text = copy.path("standard.yaml").read_text(encoding="utf-8")
    ground = text[text.index("  - id: no_consent") : text.index("directories:")]
    added = ground.replace("no_consent", "late").replace("Нет согласия", "Нет подписи")
    copy.edit("standard.yaml", ground, added)
    found = differences(copy)
    assert [(one.subject.ru, one.what.en) for one in found] == [
        ("основание отказа «Нет подписи на доступ к персональным данным ограниченного доступа»", "added"),
        ("основание отказа «Нет согласия на доступ к персональным данным ограниченного доступа»", "removed"),
    ]
    assert [str(one.ref) for one in found] == ["std 10", "std 10"]


def test_changes_stand_in_the_order_of_whom_they_concern(copy: Copy) -> None:
    copy.edit("procedure.yaml", 'pattern: "03-14/{n}"', 'pattern: "1/{n}"')
    copy.edit("procedure.yaml", "minutes: 300", "minutes: 301")
    copy.edit("procedure.yaml", "working_days: 4", "working_days: 5")
    assert [whom for whom, _ in told(copy)] == ["Заявители", "исполнитель", "Документы и журналы"]
