"""What the desk says in Kazakh and Russian: all of it translated, whole, and in the letters of its language."""

import ast
import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel import Locale
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from kense.kernel import Text
from tests.support.tree import SRC

DESK = SRC / "desk"
LANGS = ("kk", "ru")
RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
LETTERS = {"kk": RUSSIAN | set("әғқңөұүһі"), "ru": RUSSIAN}
# Proper names, and what a person types into a file or a command as it stands.
NAMES = {
    "API",
    "Кеңсе",
    "Asia",
    "Almaty",
    "IANA",
    "CSV",
    "JSON",
    "PNG",
    "XLSX",
    "SVG",
    "BPMN",
    "PDF",
    "Windows",
    "txt",
    "UTF",
    "off",
    "worked",
    "shortened",
    "same",
    "time",
    "end",
    "of",
    "day",
}
# What the author of a program sends and reads as it stands: headers of HTTP, members of an answer.
NAMES |= {
    "Authorization",
    "Bearer",
    "kense",
    "Allow",
    "HTTP",
    "Content",
    "Type",
    "Length",
    "application",
    "json",
    "problems",
    "If",
    "Match",
    "ETag",
    "Idempotency",
    "Key",
}
# What Kazakh and Russian spell alike.
ALIKE = {"%(n)s тест", "Акт", "Кеңсе", "мин", "Норма", "Редакция", "Регламент", "Телефон", "Файл", "Файл:", "Эмблема"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# How the forms of a catalogue are ordered, by the names the Unicode tables give them.
FORMS = {"kk": ("one", "other"), "ru": ("one", "few", "many")}

Key = tuple[str | None, str, str]


def marked() -> set[Key]:
    """Every string marked for translation in the desk's templates and Python: context, words, words for many."""
    sources = [templatize(path.read_text(encoding="utf-8")) for path in DESK.rglob("*.html")]
    sources += [path.read_text(encoding="utf-8") for path in DESK.rglob("*.py")]
    found = [
        (context, (words, "") if isinstance(words, str) else words)
        for source in sources
        for _, words, _, context in extract("python", BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
    ]
    return {(context, str(one), str(many)) for context, (one, many) in found}


def path_of(lang: str) -> Path:
    """Where the words of a language are kept."""
    return DESK / "locale" / lang / "LC_MESSAGES" / "django.po"


CATALOGUES = {lang: polib.pofile(str(path_of(lang))) for lang in LANGS}


def said(lang: str) -> Iterator[tuple[str, str]]:
    """Each English string with what stands for it in the language, every form of a plural by itself."""
    for entry in CATALOGUES[lang]:
        forms = [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]
        yield from ((entry.msgid, form) for form in forms)


def places(words: str) -> set[str]:
    """What is filled in: `%(n)s` in a catalogue, `{n}` in a Text."""
    return set(re.findall(r"%\(\w+\)s|\{\w+\}", words))


def strange_words(words: str, lang: str) -> list[str]:
    """Words with a letter the language does not have: English ones, Latin letters among Cyrillic ones."""
    plain = re.sub(r"%\(\w+\)s|\{\w+\}", " ", words)
    found = re.findall(r"[^\W\d_]+", plain)
    return [word for word in found if word not in NAMES and set(word.lower()) - LETTERS[lang]]


def faults(english: str, words: str, lang: str) -> set[str]:
    """What is wrong with a translation."""
    judged = {
        "empty": not words.strip(),
        "ragged": words != re.sub(" +", " ", words).strip(),
        "English": words == english,
        "places": places(words) != places(english),
        "letters": bool(strange_words(words, lang)),
        "quotes": bool(re.search("[\"'“”„‘’]", words)) or words.count("«") != words.count("»"),
        "number sign": bool(re.search("№(?!\u00a0)", words)),
        "last sign": english[-1] in ".:" and words[-1:] != english[-1],
        # «3-іс-қимыл»: a translation may begin with the number itself.
        "first letter": english[0].isupper() and not words[:1].isupper() and not words.startswith("%("),
    }
    return {fault for fault, found in judged.items() if found}


class Unmarked(HTMLParser):
    """Collects the words a page would show in every language alike; keys, and lines in a named language, may be."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A visible attribute says something too."""
        told = dict(attrs)
        self.words += [told[name] or "" for name in ("aria-label", "placeholder", "title", "alt") if name in told]
        if tag in ("kbd", "script", "style") or (tag != "html" and told.get("lang")):
            self.skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of what is left out."""
        if self.skipped[-1:] == [tag]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        """Text between the tags."""
        self.words += [] if self.skipped else [data]


def unmarked(template: str) -> list[str]:
    """Words of a template that no translation reaches."""
    for tag in (r"\{% ?blocktrans.*?endblocktrans\w* ?%\}", r"\{%.*?%\}", r"\{\{.*?\}\}", r"\{#.*?#\}"):
        template = re.sub(tag, "", template, flags=re.DOTALL)
    parser = Unmarked()
    parser.feed(template)
    parser.close()
    return [word for words in parser.words for word in re.findall(r"[^\W\d_]{2,}", words)]


def texts() -> Iterator[tuple[str, Text]]:
    """Every Text written out in our Python, by where it stands."""
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                words = [
                    one.value
                    for one in (*node.args, *(k.value for k in node.keywords))
                    if isinstance(one, ast.Constant)
                ]
                if len(words) == 3:
                    yield f"{path.relative_to(SRC)}:{node.lineno}", Text(*map(str, words))


@pytest.mark.parametrize("lang", LANGS)
def test_the_catalogue_has_what_the_desk_says_and_nothing_else(lang: str) -> None:
    entries = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in CATALOGUES[lang]}
    assert len(entries) > 100
    assert entries == marked()


@pytest.mark.parametrize("lang", LANGS)
def test_every_string_is_well_said(lang: str) -> None:
    found = {(english, words): faults(english, words, lang) for english, words in said(lang)}
    assert {pair: wrong for pair, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_no_translation_is_only_guessed(lang: str) -> None:
    assert [entry.msgid for entry in CATALOGUES[lang] if entry.fuzzy] == []
    assert not CATALOGUES[lang].metadata_is_fuzzy


@pytest.mark.parametrize("lang", LANGS)
def test_counted_words_take_the_form_the_language_asks_for(lang: str) -> None:
    compiled = BytesIO()
    with path_of(lang).open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang, abort_invalid=True))
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    counted = [entry for entry in CATALOGUES[lang] if entry.msgid_plural]
    assert counted
    for entry in counted:
        assert sorted(entry.msgstr_plural) == list(range(len(FORMS[lang])))
        for n in range(201):
            form = FORMS[lang].index(Locale(lang).plural_form(n))
            assert translations.ngettext(entry.msgid, entry.msgid_plural, n) == entry.msgstr_plural[form], n


def test_after_a_number_a_kazakh_noun_stays_singular() -> None:
    assert [e.msgid for e in CATALOGUES["kk"] if e.msgid_plural and len(set(e.msgstr_plural.values())) > 1] == []


def test_kazakh_is_not_a_copy_of_the_russian() -> None:
    assert {words for _, words in set(said("kk")) & set(said("ru"))} == ALIKE


def test_nothing_is_said_unmarked() -> None:
    found = {path.name: unmarked(path.read_text(encoding="utf-8")) for path in DESK.rglob("*.html")}
    assert len(found) > 10
    assert {name: words for name, words in found.items() if words} == {}


def test_texts_in_python_keep_their_letters_and_places() -> None:
    found = dict(texts())
    assert len(found) > 100
    for lang in LANGS:
        assert {
            where: words for where, text in found.items() if (words := strange_words(text.in_lang(lang), lang))
        } == {}
        assert [where for where, text in found.items() if places(text.in_lang(lang)) != places(text.en)] == []
    assert [where for where, text in found.items() if re.search("[\u0400-\u04ff]", text.en)] == []


@pytest.mark.parametrize(
    ("english", "words", "lang", "fault"),
    [
        ("Search", "", "kk", "empty"),
        ("Search", "Іздеу ", "kk", "ragged"),
        ("Search", "Search", "ru", "English"),
        ("%(n)s copy", "%(m)s дана", "kk", "places"),
        ("Search", "Iздеу", "kk", "letters"),  # a Latin I
        ("Search", "Пoиск", "ru", "letters"),  # a Latin o
        ("Search", "Іздеу", "ru", "letters"),
        ("Search", '"Поиск"', "ru", "quotes"),
        ("Search", "«Поиск", "ru", "quotes"),
        ("No. %(number)s", "№ %(number)s", "kk", "number sign"),
        ("Search:", "Іздеу", "kk", "last sign"),
        ("Search", "іздеу", "kk", "first letter"),
    ],
)
def test_a_fault_is_found(english: str, words: str, lang: str, fault: str) -> None:
    assert fault in faults(english, words, lang)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>{% translate 'Search' %} <b>Іздеу</b></p>", ["Іздеу"]),
        ('<input placeholder="Number">', ["Number"]),
        ('<p lang="ru">Поиск</p><kbd>Enter</kbd> after', ["after"]),
        ("{% blocktranslate %}Search{% endblocktranslate %} {{ page.title }}", []),
    ],
)
def test_unmarked_words_are_found(template: str, words: list[str]) -> None:
    assert unmarked(template) == words
