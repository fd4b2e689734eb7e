"""Which pages show or ask each kind of datum of a regulation: by this a place of the act is traced to its screens."""

from collections.abc import Iterable
from dataclasses import dataclass

from kense.kernel import Text


@dataclass(frozen=True, slots=True)
class Screen:
    """A page by the name of its address. One that `is_open` every officer may open; others those whose menu has it."""

    url: str
    name: Text
    is_open: bool = False

    @property
    def address(self) -> str:
        """The name of its address with its place among all names."""
        return f"desk:{self.url}"


TODAY = Screen("today", Text("Бүгін", "Сегодня", "Today"), is_open=True)
INTAKE = Screen("new", Text("Қабылдау", "Приём", "Intake"))
LATE = Screen("late", Text("Қағаздан енгізу", "Внесение с бумаги", "Entry from paper"))
CASE = Screen("case", Text("Істің беті", "Страница дела", "Page of a case"))
CORRECT = Screen("correct", Text("Жаңсақ жазуды түзету", "Исправление описки", "Correction of an error"))
TIME = Screen("time", Text("Мерзімнің есептелуі", "Расчёт срока", "How the term was counted"))
PRINTING = Screen("printing", Text("Басып шығару", "Печать", "Printing"))
JOURNALS = Screen("journals", Text("Журналдар", "Журналы", "Journals"))
OVERSIGHT = Screen("oversight", Text("Бақылау", "Контроль", "Oversight"))
REGISTER = Screen("persons", Text("Тізілім", "Регистр", "Register"))
ROSTERS = Screen("rosters", Text("Тізімдер", "Списки", "Rosters"))
TRANSMISSIONS = Screen("transmissions", Text("Деректерді беру", "Передача данных", "Transmissions"))
RIGHTS = Screen("rights", Text("Тұлғаның құқықтары", "Права лица", "Rights of a person"))
RETENTION = Screen("retention", Text("Сақтау мерзімі", "Сроки хранения", "Retention"))
OFFICERS = Screen("administration", Text("Қызметкерлер", "Сотрудники", "Officers"))
SUBSTITUTIONS = Screen("substitutions", Text("Орын басу", "Замещение", "Substitutions"))
OVERSEERS = Screen("overseers", Text("Бақылаушылар", "Контролирующие", "Overseers"))
REGULATION = Screen("regulation", Text("Регламент", "Регламент", "Regulation"), is_open=True)
LIFE = Screen("act_life", Text("Актінің қолданылуы", "Действие акта", "Life of the act"), is_open=True)
DIRECTORY = Screen("directory", Text("Бизнес-процестер", "Бизнес-процессы", "Business processes"), is_open=True)
SERVICE = Screen("service", Text("Қызмет туралы", "Об услуге", "About the service"), is_open=True)
STATUS = Screen("status", Text("Өтініштің барысы", "Ход заявления", "State of an application"), is_open=True)

SCREENS: dict[str, tuple[Screen, ...]] = {
    "InForce": (LIFE, REGULATION, INTAKE),
    "Repeal": (LIFE, REGULATION, INTAKE),
    "Duty": (LIFE,),
    "sequence": (CASE, REGULATION),
    "subject": (SERVICE, INTAKE, REGULATION),
    "directory": (DIRECTORY,),
    "controller": (OVERSIGHT, OVERSEERS, LIFE),
    "substitution": (SUBSTITUTIONS,),
    "copies": (CASE,),
    "repeated_norm": (TIME, CASE),
    "late_entry": (LATE,),
    "Role": (TODAY, OFFICERS, REGULATION, DIRECTORY),
    "Separation": (CASE, OFFICERS),
    "Term": (INTAKE, CASE, TIME, OVERSIGHT, SERVICE, REGULATION),
    "PaperSpec": (CASE, PRINTING),
    "Result": (CASE,),
    "End": (CASE, JOURNALS, STATUS, DIRECTORY),
    "Product": (CASE, REGULATION, DIRECTORY),
    "Opening": (INTAKE,),
    "Action": (TODAY, CASE, TIME, OVERSIGHT, REGULATION, DIRECTORY),
    "Outcome": (TODAY, CASE, REGULATION, DIRECTORY),
    "HouseRule": (CASE, REGULATION, DIRECTORY),
    "Rest": (TODAY, CASE, TIME, REGULATION),
    "Wait": (TODAY, CASE, TIME, REGULATION),
    "RegisterKeeping": (REGISTER, ROSTERS, TRANSMISSIONS),
    "Addressee": (TRANSMISSIONS,),
    "PersonalDataRule": (RIGHTS,),
    "Retention": (RETENTION,),
    "FormSpec": (PRINTING, CASE),
    "DocumentSpec": (INTAKE, CORRECT, CASE, SERVICE, REGULATION),
    "GroundOfRefusal": (CASE, REGULATION),
}
"""By the kinds of `law.trace`."""


def screens_of(kinds: Iterable[str]) -> tuple[Screen, ...]:
    """The pages of several kinds of data, each once."""
    return tuple(dict.fromkeys(screen for kind in kinds for screen in SCREENS[kind]))
