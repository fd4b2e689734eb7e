"""Every paper of the edition looks as in its kept picture: the page is drawn again by poppler and held against it.

Whoever changes how a paper looks takes the pictures anew with `make paper-pictures`, looks at them and keeps them with the
change. A picture is named after the paper and the number of its page.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from kense.papers.render import render
from tests.papers.looks import SEEN, differing, ends_of, keep, kept, pages_of
from tests.papers.made_up import paper_data
from tests.papers.made_up_office import day_data, extract_data, forms_data, journal_data
from tests.papers.test_case_papers import COPY, blank
from tests.papers.test_render import LONG_NAME, MADE, PAPERS, TEMPLATES, paper

KEPT = Path(__file__).parent / "kept"
TAKING = "KENSE_PAPER_PICTURES" in os.environ
MISSING = [{"name": {"kk": f"{n}-құжат: {LONG_NAME}", "ru": f"документ {n}"}} for n in range(1, 41)]
LONG_PERSON = paper_data("talon")["recipient"] | {"full_name": "Әбдіқадырғазыұлы Төлегенмұхамбет Нұрсұлтанәлиқызы"}
LONG_OFFICE = paper_data("talon")["provider"] | {"name": {"kk": LONG_NAME, "ru": LONG_NAME}, "phone": ""}

Made = Callable[[], bytes]


def of_office(name: str, data: dict[str, object]) -> bytes:
    return render(TEMPLATES / f"{name}.typ", data, created=MADE)


LOOKS: dict[str, Made] = {
    **{name: partial(paper, name) for name in PAPERS},
    **{f"{name}-{lang}": partial(paper, name, language=lang) for name in PAPERS for lang in ("kk", "ru")},
    "journal": lambda: of_office("journal", journal_data()),
    "daily": lambda: of_office("daily", day_data()),
    "extract": lambda: of_office("extract", extract_data()),
    "registration_form": lambda: of_office("registration_form", forms_data()),
    "application-blank": blank,
    "notification-draft": partial(paper, "notification", draft=True, prepared_by={"name": "", "phone": ""}),
    "notification-long-names": partial(paper, "notification", recipient=LONG_PERSON, provider=LONG_OFFICE),
    "talon-copy": partial(paper, "talon", copy=COPY, documents=paper_data("talon")["documents"] * 8),
    "receipt-long": partial(paper, "receipt", missing=MISSING),
    "control-long": partial(paper, "control", control=paper_data("control")["control"] * 10),
    "journal-long": lambda: of_office("journal", journal_data(40)),
}
BOTH = [name for name in LOOKS if not name.endswith(("-kk", "-ru"))]


@pytest.mark.parametrize("name", LOOKS)
def test_a_paper_looks_as_it_did(name: str, tmp_path: Path) -> None:
    pages = {f"{name}.{number}.png": page for number, page in ends_of(LOOKS[name]()).items()}
    if TAKING:
        take_anew(name, pages)
    assert sorted(pages) == sorted(path.name for path in KEPT.glob(f"{name}.*.png")), "kept pages"
    for file, page in pages.items():
        most = differing(kept(KEPT / file), page)
        if most > SEEN:
            page.save(tmp_path / file)
        assert most <= SEEN, f"{file} looks otherwise; as it looks now: {tmp_path / file}"


def take_anew(name: str, pages: dict[str, Image.Image]) -> None:
    for old in KEPT.glob(f"{name}.*.png"):
        old.unlink()
    for file, page in pages.items():
        keep(page, KEPT / file)


def test_every_template_has_a_picture_and_all_of_them_are_small() -> None:
    files = list(KEPT.iterdir())
    assert {path.stem for path in TEMPLATES.glob("*.typ")} <= {file.name.partition(".")[0] for file in files}
    assert {file.name.partition(".")[0] for file in files} == set(LOOKS)
    assert sum(file.stat().st_size for file in files) < 1_000_000


# The comparison can fail, and does not where only the program is another.


@pytest.mark.parametrize("name", BOTH)
def test_another_program_draws_the_same_paper(name: str) -> None:
    pdf = LOOKS[name]()
    for one, other in zip(pages_of(pdf), pages_of(pdf, "pdftocairo"), strict=True):
        assert differing(one, other) <= SEEN


@pytest.mark.parametrize(
    ("name", "part", "instead"),
    [
        ("talon", "status-mark(22mm)", "[]"),  # the QR picture
        ("receipt", "code-mark(15mm)", "[]"),
        ("notification", "#letterhead", ""),
        ("notification", "#recipient-facts()", "#v(2mm)\n#recipient-facts()"),  # all below it is moved
        ("notification", "seal: true", "seal: false"),
        ("notification", 'mark: contact((kk: "Орындаушы", ru: "Исполнитель"), data.prepared_by)', "mark: []"),
        ("refusal", "#requisites()", ""),
        ("resolution", '#section((kk: "Бұрыштама", ru: "Резолюция"))', ""),
        ("registration_form", "columns: (4.6mm,) * count", "columns: (4.6mm,) * (count - 1)"),
        ("application", '[], align(center, label-of((kk: "қолы", ru: "подпись")))', "[], []"),
    ],
)
def test_a_template_that_lost_or_moved_a_part_is_found_out(name: str, part: str, instead: str, tmp_path: Path) -> None:
    source = (TEMPLATES / f"{name}.typ").read_text(encoding="utf-8")
    assert part in source
    (tmp_path / "changed.typ").write_text(source.replace(part, instead, 1), encoding="utf-8")
    data = forms_data() if name == "registration_form" else paper_data(name)
    page = ends_of(render(tmp_path / "changed.typ", data, created=MADE))[1]
    assert differing(kept(KEPT / f"{name}.1.png"), page) > SEEN


def test_a_line_of_text_that_went_is_found_out_wherever_it_stood() -> None:
    page = kept(KEPT / "notification.1.png")
    for top, bottom in lines_of(page):
        erased = page.copy()
        erased.paste(255, (0, top, page.width, bottom))
        assert differing(page, erased) > SEEN, (top, bottom)


def lines_of(page: Image.Image) -> list[tuple[int, int]]:
    """Where each line of text begins and ends, from above; not the rules, which are thinner."""
    white = [min(page.crop((0, y, page.width, y + 1)).tobytes()) > 220 for y in range(page.height)]
    edges = [y for y in range(1, page.height) if white[y] != white[y - 1]]
    return [(top, bottom) for top, bottom in zip(edges[::2], edges[1::2], strict=True) if bottom - top > 2]
