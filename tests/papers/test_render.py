"""Papers read back by programs that did not make them: poppler for the text, qpdf for the structure."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kense.papers.render import PaperError, render
from tests.papers.made_up import paper_data
from tests.support.components import require
from tests.support.tree import REGULATIONS

TEMPLATES = REGULATIONS / "osms-2018-181" / "2018-06-18" / "papers"
TABLED = ["talon", "receipt", "notification", "refusal", "application", "control"]
ONE_SHEET = [*TABLED, "inquiry", "resolution"]
PAPERS = [*ONE_SHEET, "explanation"]
LETTERS = ["notification", "refusal"]
MADE = datetime(2019, 3, 27, 9, 0, tzinfo=UTC)
UPPER_HALF = ["-x", "0", "-y", "0", "-W", "595", "-H", "421"]  # of A4, in points
LOWER_HALF = ["-x", "0", "-y", "421", "-W", "595", "-H", "421"]
LONG_NAME = "«Ғылым және һәм өнер» көпсалалы инженерлік-технологиялық жоғары колледжі " * 2


def paper(name: str, **changed: Any) -> bytes:
    return render(TEMPLATES / f"{name}.typ", paper_data(name, **changed), created=MADE)


def pages(pdf: bytes, *area: str) -> list[str]:
    """What a reader sees on each page, or in an area of each, words parted by single spaces."""
    done = subprocess.run(
        [require("pdftotext"), "-layout", *area, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def letters(text: str) -> str:
    """The text without white space, for words that a line may have parted."""
    return "".join(text.split())


def tags(node: Any) -> list[pikepdf.Dictionary]:
    """All elements of a structure tree."""
    if isinstance(node, pikepdf.Array):
        return [element for part in node for element in tags(part)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [node, *tags(node.get("/K"))]


def written(tmp_path: Path, source: str) -> Path:
    template = tmp_path / "made.typ"
    template.write_text(f'#set document(title: "x")\n{source}', encoding="utf-8")
    return template


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_claims_both_standards(name: str) -> None:
    with pikepdf.open(BytesIO(paper(name))) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
            assert meta["dc:title"].startswith(paper_data(name)["paper"]["title"]["kk"])
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "kk-KZ"


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_tagged(name: str) -> None:
    with pikepdf.open(BytesIO(paper(name))) as pdf:
        found = tags(pdf.Root.StructTreeRoot.K)
        kinds = [str(tag.get("/S")) for tag in found]
        pictures = [str(tag.get("/Alt")) for tag in found if tag.get("/S") == "/Figure"]
    assert {"/H1"} | ({"/Table", "/TH", "/TD"} if name in TABLED else set()) <= set(kinds)
    assert pictures
    assert all("K7M2-9QXF" in alt for alt in pictures)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        first, second = pool.map(paper, [name, name])
    assert first == second == paper(name)


def test_the_moment_of_making_is_in_the_file() -> None:
    local = MADE.astimezone(timezone(timedelta(hours=6)))
    pdf = render(TEMPLATES / "talon.typ", paper_data("talon"), created=local)
    assert pdf == paper("talon")
    assert b"D:20190327090000Z" in pdf


def test_a_moment_with_parts_of_a_second_makes_the_paper_of_its_second() -> None:
    exact = render(TEMPLATES / "talon.typ", paper_data("talon"), created=MADE.replace(microsecond=0))
    assert render(TEMPLATES / "talon.typ", paper_data("talon"), created=MADE.replace(microsecond=123456)) == exact


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render(TEMPLATES / "talon.typ", paper_data("talon"), created=MADE.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "talon",
            ["№ 03-14/147", "27.03.2019, 10:12", "2019 жылғы 26 наурыз, 10:20", "26 марта 2019 года", "Г. Н. Һасенова"],
        ),
        ("receipt", ["1 Туу туралы куәлік / Свидетельство о рождении", "Удостоверение личности 14.02.2019"]),
        ("notification", ["наурыздағы № 03-14/147 өтініш", "№ 03-15/88", "безработная", "Қ. Ә. Үмбетова, тел."]),
        (
            "explanation",
            [
                "Қызмет көрсету мерзімі: 1 жұмыс күні / Срок оказания услуги: 1 рабочий день",
                "2019 жылы ауыстырылған демалыс күндері",
                "20.03.2019 ср Жұмыс уақыты 170 170 Жұмыс кестесі 15:40–18:30",
                "21.03.2019 бс / чт – Наурыз мейрамы – 170 «Мерекелер туралы» Заң, 5-бап 22.03.2019 жм / пт",
                "24.03.2019 жс / вс Демалыс күні",
                "26.03.2019, 15:40. Мерзім аяқталады / Срок истекает 480 5-т., мерзімдер",
                "26.03.2019, 16:30. Есеп тоқтады / Отсчёт остановлен 530",
                "50 мин кешіктірілді",
                "просрочено на 50 мин",
                "3-іс-қимыл. Тексеру, нәтижені дайындау (2-рет)",
                "раньше ушло 1 ч 10 мин",
                "күнтізбе өзгерді",
                "20.03.2019 ср, 17:00 – жауап күтуде",
                "20:00–24:00",
                "Қ. Ә. Үмбетова",
            ],
        ),
        ("application", ["780305350114", "заңды өкілі / законный", "Оқу орнынан анықтама", "келісім беремін"]),
        (
            "inquiry",
            ["№ 03-16/5", "№ 12 орта мектептің директорына", "040915650324", "Оқуын 2018 жылы", "В ответе просим"],
        ),
        ("resolution", ["№ 03-14/147", "тексеріп, нәтижесін дайындаңыз", "26.03.2019, 10:30", "Оқу бөлімінің маманы"]),
        ("control", ["Г. Н. Һасенова", "300", "50 мин кешіктірілді", "просрочено на 50 мин", "көрсетілмеген"]),
        ("refusal", ["Стандарттың 10-тармағы", "түзетілген анықтама алып келіңіз", "Вашиправа", "Д. Ж. Төлегенов"]),
    ],
)
def test_what_is_on_the_paper(name: str, said: list[str]) -> None:
    found = words(paper(name))
    head = paper_data(name)["paper"]["title"]
    for expected in [*said, head["kk"], head["ru"], "Сәрсенбаева Әйгерім Ғалымжанқызы", "K7M2-9QXF"]:
        assert letters(expected) in letters(found)


@pytest.mark.parametrize("name", ONE_SHEET)
def test_an_ordinary_paper_is_one_sheet(name: str) -> None:
    assert len(pages(paper(name))) == 1


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_waits_for_its_number(name: str) -> None:
    result = {"number": None, "date": None, "in_reply_to": {"number": "03-14/147", "date": "2019-03-26"}}
    found = words(paper(name, result=result))
    assert "03-15/88" not in found
    assert "№ 03-14/147, 26.03.2019" in found


@pytest.mark.parametrize("name", ["receipt", *LETTERS])
def test_an_executor_not_named_yet_leaves_a_line(name: str) -> None:
    found = words(paper(name, prepared_by={"name": "", "phone": ""}))
    assert re.search(r"Орындаушы / Исполнитель:(?!\s*,)", found)


@pytest.mark.parametrize("name", PAPERS)
def test_a_telephone_nobody_gave_leaves_no_trace(name: str) -> None:
    data = paper_data(name)
    provider, executor = (data[who] | {"phone": ""} for who in ("provider", "prepared_by"))
    assert "тел." not in words(paper(name, provider=provider, prepared_by=executor))


@pytest.mark.parametrize("name", ["receipt", "notification"])
def test_an_unverified_form_says_so(name: str) -> None:
    data = paper_data(name)
    assert "текст не сверен" in words(paper(name))
    data["paper"]["form_unverified"] = False
    assert "текст не сверен" not in words(render(TEMPLATES / f"{name}.typ", data, created=MADE))


def test_an_unverified_ground_says_so() -> None:
    ground = paper_data("refusal")["grounds"][0]
    assert words(paper("refusal", grounds=[ground])).count("текст не сверен") == 1
    assert "текст не сверен" not in words(paper("refusal", grounds=[ground | {"unverified": False}]))


def test_days_in_words(tmp_path: Path) -> None:
    template = written(
        tmp_path,
        '#import "/lib.typ": day, day-of\n'
        '#for month in range(1, 13) [#let iso = "2019-" + if month < 10 { "0" } + str(month) + "-05"\n'
        "#day(iso).kk, #day-of(iso).kk, #day(iso).ru\n\n]",
    )
    found = words(render(template, paper_data("talon"), created=MADE))
    assert "2019 жылғы 5 қаңтар, 2019 жылғы 5 қаңтардағы, 5 января 2019 года" in found
    assert "2019 жылғы 5 шілде, 2019 жылғы 5 шілдедегі, 5 июля 2019 года" in found
    assert "2019 жылғы 5 желтоқсан, 2019 жылғы 5 желтоқсандағы, 5 декабря 2019 года" in found
    assert len(set(re.findall(r"5 \w+(?:ғы|гі)\b", found))) == 12


# Page rules


@pytest.mark.parametrize("count", [1, 4, 7])
def test_a_short_receipt_has_both_copies_on_one_sheet(count: int) -> None:
    receipt = paper("receipt", missing=paper_data("receipt")["missing"][:1] * count, expired=[])
    [upper] = pages(receipt, *UPPER_HALF)
    [lower] = pages(receipt, *LOWER_HALF)
    for half, label, other in ((upper, "1-дана: өтініш берушіге", "2-дана"), (lower, "2-дана: кеңсеге", "1-дана")):
        assert label in half
        assert other not in half
        assert "Расписка составлена в двух экземплярах" in half
        assert "Қ. Ә. Үмбетова" in half


def test_a_long_receipt_has_pages_of_its_own_for_each_copy() -> None:
    missing = [{"name": {"kk": f"{n}-құжат: {LONG_NAME}", "ru": f"документ {n}: {LONG_NAME}"}} for n in range(1, 41)]
    found = pages(paper("receipt", missing=missing))
    half = len(found) // 2
    assert len(found) == 2 * half > 2
    for copy, label in ((found[:half], "1-дана"), (found[half:], "2-дана")):
        assert label in copy[0]
        assert [f"{n}-бет, барлығы {half} · стр. {n} из {half}" in page for n, page in enumerate(copy, 1)] == [
            True
        ] * half
        assert all(f"{n}-құжат:" in " ".join(copy) for n in range(1, 41))


@pytest.mark.parametrize(
    ("name", "part", "head"),
    [
        ("talon", "documents", "Парақ саны"),
        ("receipt", "missing", "Непредставленные"),
        ("notification", "changes", "Енді"),
    ],
)
def test_the_head_of_a_table_is_on_each_of_its_pages(name: str, part: str, head: str) -> None:
    first, second, *_ = pages(paper(name, **{part: paper_data(name)[part] * 40}))
    assert head in first
    assert head in second


def test_a_clock_over_several_pages_keeps_its_head() -> None:
    clock = paper_data("explanation")["clocks"][0]
    rows = clock["rows"][:4] * 12 + clock["rows"][4:]
    first, second, *_ = pages(paper("explanation", clocks=[clock | {"rows": rows}]))
    assert "Уақыт түрі" in first
    assert "Уақыт түрі" in second


@pytest.mark.parametrize("count", range(1, 30, 4))
def test_a_clock_begins_on_the_page_of_its_heading(count: int) -> None:
    one, two = paper_data("explanation")["clocks"]
    found = pages(paper("explanation", clocks=[one | {"rows": one["rows"][:1] * count}, two]))
    [headed] = [page for page in found if "3-іс-қимыл. Тексеру" in page]
    assert "16:10–17:00" in headed


def test_why_the_calendar_is_provisional_is_said_once() -> None:
    one = paper_data("explanation")["clocks"][0]
    assert words(paper("explanation", clocks=[one, one, one])).count("ауыстырылған демалыс") == 1


@pytest.mark.parametrize("lines", range(12, 24, 2))
def test_a_signature_never_stands_alone(lines: int) -> None:
    found = pages(paper("refusal", explanation="Оқу мерзімі сәйкес емес.\n" * lines))
    signed = [page for page in found if "Д. Ж. Төлегенов" in page]
    assert len(signed) == 1
    assert "Ваши права" in signed[0]


@pytest.mark.parametrize("name", PAPERS)
def test_long_names_are_whole(name: str) -> None:
    person = paper_data(name)["recipient"] | {"full_name": "Әбдіқадырғазыұлы Төлегенмұхамбет " * 4}
    provider = paper_data(name)["provider"] | {"name": {"kk": LONG_NAME, "ru": LONG_NAME}}
    found = letters(words(paper(name, recipient=person, provider=provider)))
    assert found.count("Әбдіқадырғазыұлы") >= 4


def test_a_long_explanation_is_whole() -> None:
    sentences = [f"{n}-себеп түсіндірілді." for n in range(250)]
    found = letters(words(paper("refusal", explanation=" ".join(sentences))))
    assert len(" ".join(sentences)) > 5000
    assert [s for s in sentences if letters(s) not in found] == []


# What an officer writes


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="#$*_`~@<>\\{}[]()\"'=-+/|&%^.,:;! \nabcқұЯһ№₸1", min_size=1, max_size=200))
@example('#panic("x") #data.case \\u{41} $x^2$ *bold* _it_ `raw` <label> @ref // note /* */ ~ --- ... \\')
@example("= Тақырып\n- тармақ\n+ бір\n/ а: б\n\n#[")
def test_what_an_officer_writes_stays_as_written(text: str) -> None:
    found = letters(words(paper("refusal", explanation=f"Басы{text}Соңы")))
    assert letters(f"Басы{text}Соңы") in found


def test_signs_that_cannot_be_seen_are_left_out() -> None:
    assert "Өтініш қайта берілсін" in words(
        paper("refusal", explanation="\ufeffӨті\u00adніш\x07 \u202eқайта\tберілсін\x00")
    )


@pytest.mark.parametrize("name", PAPERS)
def test_a_sign_without_a_font_stops_the_paper(name: str) -> None:
    person = paper_data(name)["recipient"] | {"full_name": "Әйгерім 😀"}
    with pytest.raises(PaperError, match="😀") as stopped:
        paper(name, recipient=person)
    assert "😀" in stopped.value.text.kk


# What goes wrong in a template


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('#panic("бос жер")', "бос жер"),
        ('#import "/lib.typ": data\n#data.nothing', "nothing"),
        ('#read("/../secret")', "root"),
        ('#read("/render.txt")', "not found"),
        ("#image(bytes(sys.inputs.qr))", "alt"),
    ],
)
def test_a_mistake_in_a_template_is_told(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(PaperError, match=said) as stopped:
        render(written(tmp_path, source), paper_data("talon"), created=MADE)
    assert "«made»" in stopped.value.text.ru
    assert source.splitlines()[-1] in stopped.value.detail


def test_a_receipt_names_what_was_wrong() -> None:
    with pytest.raises(PaperError, match="missing or an expired"):
        paper("receipt", missing=[], expired=[])


def test_papers_are_made_in_several_threads_at_once() -> None:
    names = PAPERS * 4
    alone = [paper(name) for name in PAPERS]
    with ThreadPoolExecutor(max_workers=4) as pool:
        together = list(pool.map(paper, names))
    assert together == alone * 4
