"""The holidays of Kazakhstan and the rest days moved by decree, read once from the pinned package `holidays`."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

from kense.kernel import Text
from kense.worktime import words

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2035, 12, 31)
TRANSFERS_KNOWN_THROUGH = 2025
"""The last year for which rest days moved by decree have been entered, as the package stood on 22.11.2026.

Up to it a year without transfers had none; after it nobody has said so, and the year is provisional.
"""

# The package names the days in Kazakh; its name is the key, ours is shown.
_NAMES = {
    "Жаңа жыл": Text("Жаңа жыл", "Новый год", "New Year"),
    "Православиелік Рождество": Text("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas"),
    "Халықаралық әйелдер күні": Text(
        "Халықаралық әйелдер күні", "Международный женский день", "International Women's Day"
    ),
    "Наурыз мейрамы": Text("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    "Қазақстан халқының бірлігі мерекесі": Text(
        "Қазақстан халқының бірлігі мерекесі", "Праздник единства народа Казахстана", "Unity Day of the People"
    ),
    "Отан Қорғаушы күні": Text("Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day"),
    "Жеңіс күні": Text("Жеңіс күні", "День Победы", "Victory Day"),
    "Астана күні": Text("Астана күні", "День столицы", "Capital Day"),
    "Қазақстан Республикасының Конституциясы күні": Text(
        "Қазақстан Республикасының Конституциясы күні", "День Конституции Республики Казахстан", "Constitution Day"
    ),
    "Республика күні": Text("Республика күні", "День Республики", "Republic Day"),
    "Қазақстан Республикасы күні": Text(
        "Қазақстан Республикасы күні", "День Республики Казахстан", "Day of the Republic of Kazakhstan"
    ),
    "Қазақстан Республикасының Тұңғыш Президенті күні": Text(
        "Қазақстан Республикасының Тұңғыш Президенті күні",
        "День Первого Президента Республики Казахстан",
        "First President Day",
    ),
    "Тәуелсіздік күні": Text("Тәуелсіздік күні", "День Независимости", "Independence Day"),
    "Құрбан айт": Text("Құрбан айттың бірінші күні", "Первый день Курбан-айта", "First day of Kurban Ait"),
}
_RELIGIOUS = {"Православиелік Рождество", "Құрбан айт"}

# By the year of the day off. Earlier years had several decrees each, and which one moved a day is not known to us.
_DECREES = {
    2016: "P1600000067",
    2017: "P1700000005",
    2018: "P1700000864",
    2019: "P1800000888",
    2020: "P1900000820",
    2021: "P2000000930",
    2022: "P2200000796",
    2023: "P2300000326",
    2024: "G24G0000109",
    2025: "G24G0000436",
}
_MOVED = re.compile(r"Демалыс күні \((?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}) бастап ауыстырылды\)")
_OBSERVED = "қайта белгіленген демалыс"
_ESTIMATED = " (бағаланған)"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday by name. Religious days are days off that never move to a working day."""

    name: Text
    religious: bool


@dataclass(frozen=True, slots=True)
class National:
    """What the country fixed, for any week: holidays by day; day off → the rest day made working in exchange.

    `estimated`: the days, with their names, that are only calculated so far, since they hang on the sight of the moon.
    """

    holidays: dict[date, Holiday]
    transfers: dict[date, date]
    estimated: dict[date, Text]


@cache
def national() -> National:
    """Holidays and transfers from FIRST_DAY to LAST_DAY; read once per process."""
    found: dict[date, Holiday] = {}
    transfers: dict[date, date] = {}
    estimated: dict[date, Text] = {}
    known = holidays.country_holidays("KZ", years=range(FIRST_DAY.year, LAST_DAY.year + 1), language="kk")
    for day in sorted(known):
        for name in known.get_list(day):
            if moved := _MOVED.fullmatch(name):
                transfers[day] = date(int(moved["year"]), int(moved["month"]), int(moved["day"]))
            elif _OBSERVED not in name:
                _add(found, day, name.removesuffix(_ESTIMATED))
                if name.endswith(_ESTIMATED):
                    estimated[day] = _NAMES[name.removesuffix(_ESTIMATED)]
    return National(found, transfers, estimated)


def transfer_source(off: date) -> Text | None:
    """The decree that moved a rest day to `off`; None where it is not known to us."""
    return words.decree(_DECREES[off.year]) if off.year in _DECREES else None


def _add(found: dict[date, Holiday], day: date, name: str) -> None:
    if name not in _NAMES:
        raise LookupError(f"the holiday '{name}' of {day} has no Russian and English name; add it to national.py")
    if day not in found or found[day].religious:
        found[day] = Holiday(_NAMES[name], name in _RELIGIOUS)
