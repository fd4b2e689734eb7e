"""Official texts made up for the tests: sentences nobody wrote, in the form in which a text comes out of a PDF."""

from kense.kernel import LegalRef
from kense.law.act import Act
from tests.procedure.office import EDITION

Piece = tuple[str, str]
"""The place a sentence belongs to, "" for none, and the sentence."""

SHIPPED = EDITION.act

KAZAKH: list[Piece] = [
    ("res part header", "Ойдан шығарылған қызмет туралы"),
    ("res part header", "Ескерту. Бұл мәтінді ешкім қабылдаған жоқ (алдымен үш күн, одан кейін тағы 10.03.2020 күні)."),
    ("res 1", "1. Қоса беріліп отырған ойыншық тәртіп бекітілсін."),
    ("res 2", "2. Ойыншықтар бөлімі мынаны істесін:"),
    ("res 2 sub 1", "1) ойыншықтарды санауды;"),
    ("res 2 sub 2", "2) күнтізбелік он күн ішінде жаңа 12 ойыншықты сөреге қоюды;"),
    ("res 2 sub 3", "3) ескі ойыншықтарды жөндеуді;"),
    ("res 2 sub 4", "4) бәрін қорапқа салуды қамтамасыз етсін."),
    ("res 3", "3. Бақылау сөре меңгерушісіне жүктелсін."),
    ("res 4", "4. Осы қаулы ертең қолданысқа енгізіледі."),
    ("", "Шығыс Қазақстан облысының әкімі Ө. Ойдан"),
    ("", "Ойыншық тәртіптің мөртаңбасы 2018 жылғы № 7 қаулымен бекітілген"),
    ("", "1. Жалпы сөз"),
    ("reg 1", "1. Ойыншықты сөре береді."),
    ("reg 2", "2. Өтініш терезе арқылы қабылданады."),
    ("reg 3", "3. Нәтижесі – ойыншық немесе оның жоқ екені туралы жауап."),
    ("", "2. Ойыншықты беру кезіндегі сөренің ісі"),
    ("reg 4", "4. Іс терезені қағудан басталады."),
    ("reg 5", "5. Істердің мазмұны:"),
    ("reg 5 action 1", "1 іс-қимыл – терезе ашылады. Ұзақтығы – 2 минут;"),
    ("reg 5 action 2", "2-іс-қимыл — сөре қаралады, 3 іс-қимыл басталғанша күтеді;"),
    ("reg 5 action 3", "3 іс-қимыл – ойыншық таңдалады;"),
    ("reg 5 action 4", "4 іс-қимыл – ойыншық сүртіледі;"),
    ("reg 5 action 5", "5 іс-қимыл – ойыншық беріледі."),
    ("reg 5 part terms", "Мемлекеттік қызмет көрсету мерзімі ойыншықтың түсіне қарай белгіленеді."),
    ("reg 6", "6. Осы тәртіптің 5-тармағындағы 1 іс-қимыл нәтижесі келесісінің негізі болады."),
    ("", "3. Сөренің өзара ісі"),
    ("reg 7", "7. Қатысушылар:"),
    ("reg 7 sub 1", "1) терезе;"),
    ("reg 7 sub 2", "2) меңгеруші;"),
    ("reg 7 sub 3", "3) сөре."),
    ("reg 8", "8. Реті:"),
    *((f"reg 8 sub {n}", f"{n}) ойыншық {n} рет беріледі;") for n in range(1, 6)),
    ("reg 9", "9. Анықтамалық қабырғаға ілінеді."),
    ("reg app 1", "«Ойыншық беру» регламентіне қосымша"),
    ("reg app 1", "1. Терезе. 2. Сөре. Суреті"),
]
RUSSIAN: list[Piece] = [
    ("res part header", "О выдуманной услуге"),
    ("res 1", "1. Утвердить прилагаемый игрушечный порядок."),
    ("res 2", "2. Отделу игрушек обеспечить:"),
    *((f"res 2 sub {n}", f"{n}) пересчёт игрушек в ящике {n};") for n in range(1, 5)),
    ("res 3", "3. Контроль возложить на хранителя полки."),
    ("res 4", "4. Постановление действует с завтрашнего утра."),
    ("", "Аким Восточно-Казахстанской области В. Выдуман"),
    ("", "1. Общее слово"),
    ("reg 1", "1. Игрушку выдаёт полка."),
    ("reg 2", "2. Заявление принимается через окно."),
    ("reg 3", "3. Результат – игрушка либо ответ, что её нет."),
    ("reg 4", "4. Начинается со стука в окно."),
    ("reg 5", "5. Содержание дел:"),
    *((f"reg 5 action {n}", f"Действие {n} – игрушка идёт на полку {n};") for n in range(1, 6)),
    ("reg 5 part terms", "Срок оказания государственной услуги зависит от цвета игрушки."),
    ("reg 6", "6. Действие 1 по пункту 5 даёт основание следующему."),
    ("reg 7", "7. Участники:"),
    *((f"reg 7 sub {n}", f"{n}) участник {n};") for n in range(1, 4)),
    ("reg 8", "8. Порядок:"),
    *((f"reg 8 sub {n}", f"{n}) игрушка выдаётся {n} раз;") for n in range(1, 6)),
    ("reg 9", "9. Справочник висит на стене."),
    ("reg app 1", "Приложение к регламенту игрушек"),
    ("reg app 1", "Рисунок полки"),
]

STEPS: list[Piece] = [
    ("", "Balalar bağy"),
    ("rule 1", "1. Бақшаға келу тәртібі:"),
    ("rule 1 action 1", "Қадам 1: есікті қағу;"),
    ("rule 1 action 2", "Қадам 2: амандасу."),
    ("rule 2", "2. Кету тәртібі."),
    ("rule app 2", "2-сурет. Бақшаның есігі"),
]


def of_steps() -> Act:
    """An act of another make: one source, steps where the shipped one has actions, pictures for appendices."""
    label = SHIPPED.places[0].label
    forms = {"action": {"kk": ["Қадам {n}:"]}, "appendix": {"kk": ["{n}-сурет"]}}
    source = SHIPPED.sources["reg"].model_dump() | {"text": forms}
    places = [{"ref": LegalRef.parse(where), "label": label} for where, _ in STEPS if where]
    return Act.model_validate(SHIPPED.model_dump() | {"sources": {"rule": source}, "places": places, "duties": []})


def expected(pieces: list[Piece]) -> dict[str, str]:
    """The words of each place without the spaces between them, as lines may be broken at any."""
    found: dict[str, str] = {}
    for where, sentence in pieces:
        found[where] = found.get(where, "") + squeezed(sentence)
    return found


def squeezed(words: str) -> str:
    """Words without any space."""
    return "".join(words.split())
