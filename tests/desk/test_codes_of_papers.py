"""The QR code and the short code of each paper lead to its case at the desk, read from the page as a scanner sees it."""

import io
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kense import law
from kense.casework import blocks
from kense.kernel.codes import new_code
from kense.law.edition import PaperSpec
from kense.papers.models import Paper
from kense.papers.produce import produce
from tests.desk.conftest import AtDesk
from tests.papers.made_up import paper_data
from tests.support.components import require
from tests.support.office import ACT, Office, at
from tests.support.pdf import text_of

OF_THE_OFFICE = {"block", "journal", "day", "person"}
KINDS = [one for one in law.newest(ACT).procedure.papers if one.on_request not in OF_THE_OFFICE]
"""Every paper that is about a case."""


def scanned(pdf: bytes, dots: int = 150) -> set[str]:
    """What a scanner reads from the first page, in so many dots an inch."""
    asked = [require("pdftoppm"), "-r", str(dots), "-f", "1", "-l", "1", "-png", "-"]
    drawn = subprocess.run(asked, input=pdf, capture_output=True, check=True)
    with Image.open(io.BytesIO(drawn.stdout)) as page:
        return {one.text for one in zxingcpp.read_barcodes(page.convert("L"))}


def paper_of(office: Office, kind: PaperSpec) -> Paper:
    """A paper of this kind about a case of the office."""
    case, code = office.registered(), new_code()
    data = paper_data(Path(kind.template).stem)
    data["paper"]["code"] = code
    paper = Paper.objects.create(
        provider=office.provider,
        case=case,
        code=code,
        kind=kind.id,
        edition=case.edition,
        created_at=case.handed_in_at,
        data=data,
    )
    made = produce(paper.pk)
    assert made.pdf is not None, made.error
    return made


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.id))
def test_a_scanned_paper_opens_its_case(office: Office, at_desk: AtDesk, kind: PaperSpec) -> None:
    other, paper = office.registered(), paper_of(office, kind)
    assert paper.case is not None
    assert paper.pdf is not None
    read = scanned(bytes(paper.pdf))
    assert read == {paper.code}
    answer = at_desk(office.aigul).post("/cases/", {"q": read.pop()})
    assert answer.headers["Location"] == f"/cases/{paper.case.code}/"
    assert paper.case.code != other.code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.id))
def test_the_code_typed_from_the_paper_opens_its_case(office: Office, at_desk: AtDesk, kind: PaperSpec) -> None:
    paper = paper_of(office, kind)
    assert paper.case is not None
    assert paper.code in text_of(bytes(paper.pdf or b""))
    answer = at_desk(office.aigul).post("/cases/", {"q": paper.code.replace("-", "").lower()})
    assert answer.headers["Location"] == f"/cases/{paper.case.code}/"


def test_the_talon_that_shows_where_the_case_stands_opens_it_too(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    talon = Paper.objects.get()
    address = f"https://kense.example.kz/status/?number={case.number}&code={case.public_code}"
    talon.data["case"]["status"] = {"code": case.public_code, "site": "https://kense.example.kz", "address": address}
    talon.save()
    read = scanned(bytes(produce(talon.pk).pdf or b""))
    assert address in read
    for one in read:
        answer = at_desk(office.aigul).post("/cases/", {"q": one})
        assert answer.headers["Location"] == f"/cases/{case.code}/"


def test_a_scanned_registration_form_opens_the_entry_of_its_number(office: Office, at_desk: AtDesk) -> None:
    fields = {"journal": "registrations", "count": "2", "purpose": "Жарық өшеді"}
    block = blocks.reserve(office.provider, fields, actor=office.aigul, at=at("2019-03-26 09:30"))
    forms = produce(Paper.objects.get(code=block.form).pk)
    first = block.numbers.order_by("n")[0]
    read = scanned(bytes(forms.pdf or b""))
    assert read == {blocks.sheet_of(first)}
    answer = at_desk(office.aigul).post("/cases/", {"q": read.pop()})
    assert answer.headers["Location"] == f"/late/numbers/{first.pk}/"


def test_every_code_can_be_read(office: Office) -> None:
    kind, codes = KINDS[0], [new_code() for _ in range(8)]
    for code in codes:
        data = paper_data(Path(kind.template).stem)
        data["paper"]["code"] = code
        paper = Paper.objects.create(
            provider=office.provider,
            code=code,
            kind=kind.id,
            edition=law.newest(ACT).id,
            created_at="2019-03-26T10:00Z",
            data=data,
        )
        assert scanned(bytes(produce(paper.pk).pdf or b""), dots=100) == {code}
