"""A Typst template and the data of a paper become a PDF: the same input gives the same bytes.

The data go to the template as JSON, never as source text, so nothing an officer writes can become template code.
`lib.typ` beside this file is the shared layout; it also says which data a paper has.
"""

import base64
import io
import json
import threading
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import segno
import typst

from kense.kernel import Text

# A template is compiled from its bytes with this folder as its root: it sees the shared layout there and nothing else.
_ROOT = Path(__file__).parent
# Control, format and byte-order signs cannot be seen; PDF/A forbids some, others turn the direction of the text.
_INVISIBLE = frozenset({"Cc", "Cf"})

# Each of the eight masks can be read; weighing them against one another took more time than the rest of a paper's data.
_QR_MASK = 2

_FAILED = Text(
    kk="«{template}» үлгісі бойынша қағаз жасалмады: {message}. Іс бойынша орындалған әрекет күшінде қалады. Деректерді "
    "немесе үлгіні түзетіп, қағазды қайта жасаңыз.",
    ru="Документ по шаблону «{template}» не создан: {message}. Выполненное действие по делу остаётся в силе. Исправьте "
    "данные или шаблон и создайте документ снова.",
    en="The paper of the template “{template}” was not made: {message}. What was done on the case stands. Correct the "
    "data or the template and make the paper again.",
)

_own = threading.local()


class PaperError(Exception):
    """A paper that could not be made: a mistake in the template, data it lacks, or a sign no font can print.

    `text` is for the person at the desk, `message` what in it comes from Typst, `detail` Typst's whole message with the
    line of the template.
    """

    def __init__(self, template: str, message: str, detail: str) -> None:
        super().__init__(f"{template}: {message}")
        self.text = _FAILED.filled(template=template, message=message)
        self.message = message
        self.detail = detail


def render(template: Path, data: Mapping[str, object], *, created: datetime, emblem: bytes | None = None) -> bytes:
    """The paper as a PDF that claims both PDF/A-2a and PDF/UA-1, with only the fonts Typst brings along.

    `emblem` is the picture over the letterhead, a PNG.

    `data` is JSON-like, as `lib.typ` describes it, and is printed as it is; only signs that cannot be seen are left out.
    `created` is written into the file as its time of making. Raises PaperError where Typst or the template refuses,
    ValueError for a naive `created` and OSError for a template that is not there.
    """
    if created.utcoffset() is None:
        raise ValueError("the moment a paper is made needs a time zone")
    cleaned = _cleaned(data)
    inputs = {"data": json.dumps(cleaned, ensure_ascii=False), "qr": _qr(cleaned["paper"]["code"])}
    if address := _status_address(cleaned):
        inputs["status-qr"] = _qr(address)
    if sheets := cleaned.get("sheets"):
        inputs["sheet-codes"] = json.dumps([_qr(one["id"]) for one in sheets])
    if emblem:
        inputs["emblem"] = _wrapped(emblem)
    try:
        pdf = _compiler().compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=created.astimezone(UTC).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise PaperError(template.stem, error.message, error.diagnostic) from error
    return cast(bytes, pdf)


def can_be_printed(picture: bytes) -> bool:
    """Whether a picture can stand on a paper: one that cannot would stop every paper of its office."""
    source = b'#set document(title: "-")\n#image(bytes(sys.inputs.emblem), format: "svg", height: 1cm, alt: "-")'
    try:
        _compiler().compile(
            source, format="pdf", sys_inputs={"emblem": _wrapped(picture)}, pdf_standards=["a-2a", "ua-1"]
        )
    except typst.TypstError:
        return False
    return True


def _wrapped(picture: bytes) -> str:
    """A PNG as an SVG: what comes into a template from outside is text."""
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{base64.b64encode(picture).decode()}"/></svg>'
    )


def _status_address(data: Mapping[str, Any]) -> str:
    return str(data.get("case", {}).get("status", {}).get("address", ""))


def _compiler() -> typst.Compiler:
    """The compiler of this thread: two threads cannot use one."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(root=_ROOT, ignore_system_fonts=True)
    return cast(typst.Compiler, _own.compiler)


def _qr(code: str) -> str:
    """The short code of a paper as a QR picture in SVG, without its quiet zone: the layout leaves white around it."""
    picture = io.BytesIO()
    segno.make_qr(code, mask=_QR_MASK).save(picture, kind="svg", xmldecl=False, border=0, omitsize=True)
    return picture.getvalue().decode()


def _cleaned(value: Any) -> Any:
    """The same data without signs that cannot be seen; the end of a line stays, a tab becomes a space."""
    if isinstance(value, str):
        return _visible(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(sign for sign in unified if sign == "\n" or unicodedata.category(sign) not in _INVISIBLE)
