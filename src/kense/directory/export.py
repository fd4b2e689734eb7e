"""The directory as a folder of files that stands on any web resource: no script, no address outside, the same bytes each time."""

from kense.directory import words
from kense.directory.bpmn import bpmn_xml
from kense.directory.flow import Flow, flow_of
from kense.directory.markup import Markup, el
from kense.directory.sheet import sheet_html
from kense.directory.style import DIAGRAM, PAGE, TOKENS
from kense.directory.svg import act_svg
from kense.kernel import LANGS, Lang
from kense.law import Edition

NAMES: dict[Lang, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
STYLE = "style.css"


def files(edition: Edition) -> dict[str, bytes]:
    """Name and content of every file of the folder; index.html leads to the rest."""
    made = flow_of(edition)
    found = {"index.html": _document("kk", words.TITLE.kk, _index(edition)), STYLE: TOKENS + DIAGRAM + PAGE}
    for lang in LANGS:
        found[f"{lang}.html"] = _document(lang, words.TITLE.in_lang(lang), _page(made, lang))
        found[svg_name(lang)] = picture(made, lang)
        found[bpmn_name(lang)] = bpmn_xml(made, lang)
    return {name: text.encode() for name, text in found.items()}


def picture(made: Flow, lang: Lang) -> str:
    """The diagram as a file of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{act_svg(made, lang, alone=True)}\n'


def svg_name(lang: Lang) -> str:
    """The name of the picture's file."""
    return f"directory-{lang}.svg"


def bpmn_name(lang: Lang) -> str:
    """The name of the model's file."""
    return f"directory-{lang}.bpmn"


def _document(lang: Lang, title: str, body: Markup) -> str:
    told = (
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("title", None, title),
        el("link", {"rel": "stylesheet", "href": STYLE}),
    )
    page = el("html", {"lang": lang}, *told, el("body", None, body))
    return f"<!doctype html>\n{page}\n"


def _index(edition: Edition) -> Markup:
    """The title in each language, with the page and the files in it."""
    parts = [
        el(
            "section",
            {"class": "sec", "lang": lang},
            el("h2" if lang != LANGS[0] else "h1", None, el("a", {"href": f"{lang}.html"}, words.TITLE.in_lang(lang))),
            el("p", None, edition.act.title.in_lang(lang)),
            _downloads(lang),
        )
        for lang in LANGS
    ]
    return el("main", None, *parts)


def _page(made: Flow, lang: Lang) -> Markup:
    languages = [
        el(
            "a",
            {"href": f"{one}.html", "lang": one, "hreflang": one, "aria-current": "true" if one == lang else None},
            NAMES[one],
        )
        for one in LANGS
    ]
    act = made.edition.act
    return el(
        "main",
        None,
        el("nav", {"class": "lang", "aria-label": " · ".join(NAMES.values())}, *languages),
        el("h1", None, words.TITLE.in_lang(lang)),
        el("p", None, act.title.in_lang(lang)),
        el("p", {"class": "mute"}, words.first_capital(act.cited_as).in_lang(lang)),
        _downloads(lang),
        sheet_html(made, lang),
    )


def _downloads(lang: Lang) -> Markup:
    files_ = ((svg_name(lang), words.AS_PICTURE), (bpmn_name(lang), words.AS_MODEL))
    links = [el("a", {"href": name, "download": name}, said.in_lang(lang)) for name, said in files_]
    return el("p", {"class": "kd-files"}, links[0], " · ", links[1])
