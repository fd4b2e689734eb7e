"""What is stated of a person, facet by facet: the fields of each, and which of them are its period."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kense.kernel import Text
from kense.registry import checks

Kind = Literal["text", "date", "iin", "choice", "sex", "number"]
Name = Literal["personal", "document", "contact", "ground", "representative"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of the record: its name, its label and what its value is. A choice is an id of a directory."""

    name: str
    label: Text
    kind: Kind


@dataclass(frozen=True, slots=True)
class Facet:
    """Fields that are stated together. `first` and `last` name those that are the period for which they hold.

    A facet `of_many` has a line for each thing of its kind; otherwise its statements follow one another in time.
    """

    name: Name
    label: Text
    fields: tuple[FieldSpec, ...]
    first: str = ""
    last: str = ""
    of_many: bool = False


PERSONAL = Facet(
    "personal",
    Text(kk="Жеке деректер", ru="Личные данные", en="Personal data"),
    (
        FieldSpec("iin", checks.LABELS["iin"], "iin"),
        FieldSpec("surname", checks.LABELS["surname"], "text"),
        FieldSpec("given_name", checks.LABELS["given_name"], "text"),
        FieldSpec("patronymic", checks.LABELS["patronymic"], "text"),
        FieldSpec(
            "personal_from",
            Text(kk="Жаңа тегі, аты қай күннен бастап", ru="С какого дня новые фамилия, имя", en="New names since"),
            "date",
        ),
        FieldSpec("birth_date", checks.LABELS["birth_date"], "date"),
        FieldSpec("sex", checks.LABELS["sex"], "sex"),
        FieldSpec("citizenship", Text(kk="Азаматтығы", ru="Гражданство", en="Citizenship"), "choice"),
    ),
    first="personal_from",
    last="personal_to",  # nobody types it: it is the day before other names began
)
DOCUMENT = Facet(
    "document",
    Text(kk="Жеке басын куәландыратын құжат", ru="Документ, удостоверяющий личность", en="Identity document"),
    (
        FieldSpec("document_kind", checks.DOCUMENT_LABELS["document_kind"], "choice"),
        FieldSpec("document_number", checks.DOCUMENT_LABELS["document_number"], "text"),
        FieldSpec(
            "document_issued_on",
            Text(kk="Құжаттың берілген күні", ru="Дата выдачи документа", en="Document issued on"),
            "date",
        ),
        FieldSpec(
            "document_expires_on",
            Text(
                kk="Құжаттың қолданылу мерзімінің соңы",
                ru="Окончание срока действия документа",
                en="Document valid until",
            ),
            "date",
        ),
    ),
    first="document_issued_on",
    last="document_expires_on",
    of_many=True,
)
CONTACT = Facet(
    "contact",
    Text(kk="Байланыс деректері", ru="Контактные данные", en="Contacts"),
    (
        FieldSpec("address", checks.LABELS["address"], "text"),
        FieldSpec("phone", checks.LABELS["phone"], "text"),
    ),
)
GROUND = Facet(
    "ground",
    Text(
        kk="Мемлекет жарна төлейтін негіз",
        ru="Основание, по которому взносы платит государство",
        en="Ground on which the state pays",
    ),
    (
        FieldSpec(
            "category", Text(kk="Жеңілдік санаты", ru="Льготная категория", en="Preferential category"), "choice"
        ),
        FieldSpec(
            "organisation",
            Text(kk="Білім беру ұйымы", ru="Организация образования", en="Education organisation"),
            "text",
        ),
        FieldSpec("study_form", Text(kk="Оқу нысаны", ru="Форма обучения", en="Form of study"), "choice"),
        FieldSpec("study_level", Text(kk="Білім деңгейі", ru="Уровень образования", en="Level of education"), "choice"),
        FieldSpec("course", Text(kk="Сыныбы немесе курсы", ru="Класс или курс", en="Class or course"), "number"),
        FieldSpec("order_kind", Text(kk="Бұйрықтың мазмұны", ru="О чём приказ", en="Subject of the order"), "choice"),
        FieldSpec("order_number", Text(kk="Бұйрықтың нөмірі", ru="Номер приказа", en="Number of the order"), "text"),
        FieldSpec("order_date", Text(kk="Бұйрықтың күні", ru="Дата приказа", en="Date of the order"), "date"),
        FieldSpec(
            "ground_from",
            Text(kk="Негіз басталатын күн", ru="Начало действия основания", en="Ground valid from"),
            "date",
        ),
        FieldSpec(
            "ground_to",
            Text(kk="Негіз аяқталатын күн", ru="Окончание действия основания", en="Ground valid until"),
            "date",
        ),
    ),
    first="ground_from",
    last="ground_to",
    of_many=True,
)
REPRESENTATIVE = Facet(
    "representative",
    Text(kk="Заңды өкіл", ru="Законный представитель", en="Legal representative"),
    (
        FieldSpec(
            "rep_kind",
            Text(kk="Өкілдіктің негізі", ru="Основание представительства", en="Ground of representation"),
            "text",
        ),
        FieldSpec("rep_iin", checks.LABELS["iin"], "iin"),
        FieldSpec("rep_surname", checks.LABELS["surname"], "text"),
        FieldSpec("rep_given_name", checks.LABELS["given_name"], "text"),
        FieldSpec("rep_patronymic", checks.LABELS["patronymic"], "text"),
        FieldSpec("rep_phone", checks.LABELS["phone"], "text"),
    ),
    of_many=True,
)

FACETS: Mapping[str, Facet] = {one.name: one for one in (PERSONAL, DOCUMENT, CONTACT, GROUND, REPRESENTATIVE)}
"""Every facet by its name, in the order in which they are shown."""

RECORD = (PERSONAL, DOCUMENT, CONTACT, GROUND)
"""The facets a case can change."""

FIELDS: tuple[FieldSpec, ...] = tuple(spec for facet in RECORD for spec in facet.fields)
"""The closed list of what a case can change, in the order in which it is shown."""

BY_NAME: Mapping[str, FieldSpec] = {spec.name: spec for facet in FACETS.values() for spec in facet.fields}
FACET_OF: Mapping[str, Facet] = {spec.name: facet for facet in FACETS.values() for spec in facet.fields}


def split(facet: Facet, values: Mapping[str, str]) -> tuple[dict[str, str], str, str]:
    """The values of a facet's fields as a statement keeps them: its data without the empty ones, first and last day."""
    period = (facet.first, facet.last)
    names = [spec.name for spec in facet.fields if spec.name not in period]
    data = {name: values[name] for name in names if values.get(name)}
    return data, values.get(facet.first, ""), values.get(facet.last, "")


def joined(facet: Facet, data: Mapping[str, str], first: str, last: str) -> dict[str, str]:
    """The other way round: every field of the facet with its value, "" where nothing is stated."""
    values = {spec.name: data.get(spec.name, "") for spec in facet.fields}
    if facet.first:
        values[facet.first] = first
    if facet.last:
        values[facet.last] = last
    return values
