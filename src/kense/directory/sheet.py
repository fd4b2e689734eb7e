"""The directory as a piece of a page: the act, the picture, the picture in words, the table, the house rules.

It is put into a page of the desk and into the exported pages alike; both have a style for its classes.
"""

from kense.directory import words
from kense.directory.flow import Flow, Rule
from kense.directory.identity import facts
from kense.directory.markup import Markup, el, join
from kense.directory.prose import at_said, sentences
from kense.directory.svg import act_svg, house_svg
from kense.directory.table import HEADS, Row, table
from kense.kernel import Lang, Text
from kense.kernel.text import joined
from kense.law import cite, cite_all


def sheet_html(flow: Flow, lang: Lang) -> Markup:
    """The whole of it in one language."""
    parts = [_facts(flow, lang), _picture(flow, lang), _table(flow, lang), _terms(flow, lang), _house(flow, lang)]
    return el("div", {"class": "kd-sheet"}, *parts)


def _section(name: str, title: str, *inside: str, kind: str = "sec", mark: str = "") -> Markup:
    marks = [el("span", {"class": "tag is-house"}, mark)] if mark else []
    head = el("div", {"class": "sec__head"}, el("h2", {"id": f"h-{name}"}, title), *marks)
    return el("section", {"class": kind, "aria-labelledby": f"h-{name}"}, head, *inside)


def _picture(flow: Flow, lang: Lang) -> Markup:
    title = words.DIAGRAM.in_lang(lang)
    shown = _scrolled("scroll kd-frame", words.PICTURE_OF.filled(title=words.DIAGRAM), lang, act_svg(flow, lang))
    told = el("ol", {"class": "kd-words"}, *(el("li", None, one) for one in sentences(flow, lang)))
    said = el("details", {"class": "kd-told"}, el("summary", None, words.IN_WORDS.in_lang(lang)), told)
    return _section("diagram", title, shown, said, kind="sec kd-main")


def _table(flow: Flow, lang: Lang) -> Markup:
    title = words.TABLE.in_lang(lang)
    heads = [el("th", {"scope": "col"}, one.in_lang(lang)) for one in HEADS]
    drawn = el(
        "table",
        {"class": "fold"},
        el("caption", {"class": "vh"}, title),
        el("thead", None, el("tr", None, *heads)),
        el("tbody", None, *(_row(row, lang) for row in table(flow))),
    )
    return _section("table", title, _scrolled("scroll", words.TABLE_OF.filled(title=words.TABLE), lang, drawn))


def _row(row: Row, lang: Lang) -> Markup:
    named = words.NAMED.filled(n=row.number, name=row.name).in_lang(lang)
    values = ((row.unit,), (row.ground,), (row.length,), (row.product,), row.onward, row.refs)
    cells = [
        _cell(head, value, lang, "ref" if value is row.refs else None)
        for head, value in zip(HEADS[1:], values, strict=True)
    ]
    return el("tr", None, el("th", {"scope": "row"}, named), *cells)


def _cell(head: Text, values: tuple[Text, ...], lang: Lang, kind: str | None) -> Markup:
    """A cell with a line for each of its values."""
    lines = [el("div", {"class": kind}, one.in_lang(lang)) for one in values]
    return el("td", {"data-label": head.in_lang(lang)}, el("div", None, *lines))


def _scrolled(kind: str, name: Text, lang: Lang, drawn: Markup) -> Markup:
    return el("div", {"class": kind, "tabindex": "0", "role": "region", "aria-label": name.in_lang(lang)}, drawn)


def _terms(flow: Flow, lang: Lang) -> Markup:
    act = flow.edition.act
    items = [
        _item(term.name.in_lang(lang), term.when.in_lang(lang), cite(act, term.ref).in_lang(lang))
        for term in flow.edition.procedure.terms
    ]
    return _section("terms", words.TERMS.in_lang(lang), el("ul", {"class": "list"}, *items))


def _item(name: str, said: str, refs: str) -> Markup:
    place = el("span", {"class": "v"}, el("span", {"class": "ref"}, refs))
    return el("li", None, el("b", None, name), " ", el("span", None, said), " ", place)


def _house(flow: Flow, lang: Lang) -> Markup:
    """What the office does beyond the act, in a list of its own."""
    if not flow.rules:
        return Markup("")
    items = [_rule(flow, rule, lang) for rule in flow.rules]
    title = words.HOUSE_TITLE.in_lang(lang)
    named = words.PICTURE_OF.filled(title=words.HOUSE_TITLE)
    drawn = _scrolled("scroll kd-frame", named, lang, house_svg(flow, lang))
    listed, mark = el("ul", {"class": "list"}, *items), words.NOT_OF_ACT.in_lang(lang)
    return _section("house", title, drawn, listed, kind="sec is-house kd-own", mark=mark)


def _rule(flow: Flow, rule: Rule, lang: Lang) -> Markup:
    at = words.AT_ACTIONS.filled(at=at_said(rule))
    said = joined([rule.role.unit, at], " · ") if rule.role else at
    return _item(rule.name.in_lang(lang), said.in_lang(lang), cite_all(flow.edition.act, rule.refs).in_lang(lang))


def _facts(flow: Flow, lang: Lang) -> Markup:
    rows = [
        join([el("dt", None, name.in_lang(lang)), el("dd", {"class": "hash"}, value.in_lang(lang))])
        for name, value in facts(flow.edition)
    ]
    return el("dl", {"class": "facts"}, *rows)
