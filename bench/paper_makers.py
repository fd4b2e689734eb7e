"""The page of a notification made without Typst: by WeasyPrint and by ReportLab, with the same words, table and QR code."""

import io
import subprocess
from base64 import b64encode
from functools import cache
from html import escape
from typing import Any

import segno
import weasyprint
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "DejaVu Serif"  # has every Kazakh letter, and both programs can embed it
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
CSS = f"""
@page {{ size: A4; margin: 20mm 10mm 20mm 25mm; @bottom-right {{ content: counter(page) " / " counter(pages); }} }}
body {{ font: 9.5pt "{FONT}"; }} h1 {{ font-size: 12pt; text-align: center; }} h2 {{ font-size: 10pt; }}
.two {{ display: flex; gap: 8mm; }} .two > * {{ flex: 1; }} table {{ border-collapse: collapse; width: 100%; }}
td, th {{ border: .5pt solid; padding: 1.3mm; text-align: left; vertical-align: top; }} img {{ width: 18mm; }}
"""


def with_weasyprint(data: dict[str, Any]) -> bytes:
    """HTML and CSS to PDF."""
    qr = io.BytesIO()
    segno.make_qr(data["paper"]["code"]).save(qr, kind="svg", border=0)
    parts = [_halves(one) if isinstance(one, tuple) else _rows(one) for one in _content(data)]
    picture = f'<img alt="" src="{_as_address(qr.getvalue())}">'
    title = escape(f"{data['paper']['title']['kk']} / {data['paper']['title']['ru']}")
    page = f"<html lang=kk><title>{title}</title><style>{CSS}</style><h1>{title}</h1>{''.join(parts)}{picture}</html>"
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def with_reportlab(data: dict[str, Any]) -> bytes:
    """Flowing paragraphs and tables to PDF."""
    plain = ParagraphStyle("plain", fontName=_font(), fontSize=9.5, leading=12)
    title = ParagraphStyle("title", plain, fontSize=12, leading=15, alignment=1, spaceAfter=12)

    def cells(row: tuple[str, ...]) -> list[Paragraph]:
        return [Paragraph(escape(cell), plain) for cell in row]

    story: list[Any] = [Paragraph(escape("<br/>".join(data["paper"]["title"].values())), title)]
    for one in _content(data):
        rows = [cells(one)] if isinstance(one, tuple) else [cells(row) for row in one]
        story += [Table(rows, style=[] if isinstance(one, tuple) else GRID), Spacer(1, 4 * mm)]
    code = QrCodeWidget(data["paper"]["code"], barWidth=18 * mm, barHeight=18 * mm)
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4, leftMargin=25 * mm, rightMargin=10 * mm).build(
        [*story, Drawing(18 * mm, 18 * mm, code)]
    )
    return made.getvalue()


def _content(data: dict[str, Any]) -> list[tuple[str, str] | list[tuple[str, ...]]]:
    """What the page says: a tuple stands in two columns, a list is a table."""
    provider, recipient, reply = data["provider"], data["recipient"], data["result"]["in_reply_to"]
    service, basis = data["service"]["name"], data["basis"]
    signatory, executor = data["signatory"], data["prepared_by"]
    changes = [(both(one["field"]), both(one["before"]), both(one["after"])) for one in data["changes"]]
    return [
        *((provider[part]["kk"], provider[part]["ru"]) for part in ("above_name", "name", "address")),
        (f"№ {data['result']['number']}, {data['result']['date']}", recipient["full_name"]),
        (f"№ {reply['number']}, {reply['date']}", f"{recipient['address']}, {data['applicant']['full_name']}"),
        (
            f"«{service['kk']}» мемлекеттік көрсетілетін қызметі бойынша өтініш қаралды. Деректер өзектендірілді.",
            f"Заявление об оказании государственной услуги «{service['ru']}» рассмотрено. Данные актуализированы.",
        ),
        *(("", recipient[part]) for part in ("full_name", "iin", "birth_date")),
        [("Дерек / Сведение", "Бұрын / Было", "Енді / Стало"), *changes],
        (basis["kk"], basis["ru"]),
        (both(signatory["position"]), signatory["name"]),
        (f"Орындаушы / Исполнитель: {executor['name']}", executor["phone"]),
    ]


def both(pair: dict[str, str] | None) -> str:
    """Kazakh and Russian in one cell."""
    return "–" if pair is None else " / ".join(dict.fromkeys(pair.values()))


def _halves(pair: tuple[str, ...]) -> str:
    return '<div class="two">' + "".join(f"<p>{escape(half)}</p>" for half in pair) + "</div>"


def _rows(rows: list[tuple[str, ...]]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows) + "</table>"


def _as_address(svg: bytes) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg).decode()


@cache
def _font() -> str:
    found = subprocess.run(["fc-match", "-f", "%{file}", FONT], capture_output=True, text=True, check=True)
    pdfmetrics.registerFont(TTFont(FONT, found.stdout))
    return FONT
