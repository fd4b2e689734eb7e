"""The act is data: no code may name an action, a role, a document, a ground or a paragraph of it."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.tree import REGULATIONS, ROOT, SRC

# Properties whose values are a closed list of the edition's format; the engine has to know these words.
FORMAT_PROPERTIES = {"applicant", "asks", "form", "kind", "numbers", "package", "reading"}

EXCEPTIONS = {
    "ended": "a form of study in the edition, and the engine's own word for the last run of a case",
    "none": "an ordinary word of HTML, CSS and Python settings",
}


def pairs(data: Any) -> Iterator[tuple[str, Any]]:
    """Every property with its value, at any depth; a list counts as so many values of its property."""
    if isinstance(data, dict):
        for name, value in data.items():
            for one in value if isinstance(value, list) else [value]:
                yield name, one
                yield from pairs(one)


def words_of(files: list[Path]) -> set[str]:
    """Ids and references of the given regulation files, without the words that belong to their format."""
    contents = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    said = [(name, value) for content in contents for name, value in pairs(content) if isinstance(value, str)]
    ids = {value for name, value in said if name == "id"}
    refs = {value for name, value in said if re.search(r"(^|_)(ref|also)$", name)}
    format_words = {value for name, value in said if name in FORMAT_PROPERTIES}.union(*contents)
    return (ids - format_words - EXCEPTIONS.keys()) | refs


WORDS = words_of(sorted(REGULATIONS.rglob("*.yaml")))


def in_python(source: str) -> set[str]:
    """String literals that are a word of the act, whole, except words shown to people in a `Text`."""
    nodes = list(ast.walk(ast.parse(source)))
    shown = {id(part) for node in nodes if is_text(node) for part in ast.walk(node)}
    constants = (node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in shown)
    return {value for value in constants if isinstance(value, str)} & WORDS


def is_text(node: ast.AST) -> bool:
    """Whether this is `Text(...)`, words in three languages."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"


def in_template(source: str) -> set[str]:
    """Words of the act quoted in a template tag, or sent by a form, or kept in a data attribute."""
    tags = " ".join(re.findall(r"\{[%{].*?[%}]\}", source, re.DOTALL))
    sent = re.findall(r"""\b(?:value|data-[\w-]+)=["']([^"'{]*)["']""", source)
    return (quoted(tags) | set(sent)) & WORDS


def in_script(source: str) -> set[str]:
    """Words of the act quoted anywhere in a script or a Typst template."""
    return quoted(source) & WORDS


def quoted(source: str) -> set[str]:
    """What stands between quotation marks of either kind."""
    return set(re.findall(r'"([^"\n]*)"', source)) | set(re.findall(r"'([^'\n]*)'", source))


READERS: dict[str, Callable[[str], set[str]]] = {
    ".py": in_python,
    ".html": in_template,
    ".svg": in_template,
    ".txt": in_template,
    ".xml": in_template,
    ".js": in_script,
    ".typ": in_script,
}


def code_files() -> list[Path]:
    """All code and templates outside the regulations; scripts of others, kept in `vendor`, are not ours to judge."""
    files = (path for path in SRC.rglob("*") if path.suffix in READERS)
    return sorted(path for path in files if REGULATIONS not in path.parents and "vendor" not in path.parts)


def test_no_code_names_the_act() -> None:
    named = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in code_files()
        if (found := READERS[path.suffix](path.read_text(encoding="utf-8")))
    }
    assert named == {}, "ask the edition for it, or give the edition a property the code can ask for"


def test_the_words_are_known() -> None:
    assert {
        "intake",
        "prepare_refusal",
        "executor",
        "talon",
        "birth_certificate",
        "no_consent",
        "reg 5 action 1",
    } <= WORDS


def test_words_of_the_format_may_be_used() -> None:
    assert WORDS.isdisjoint({"granted", "refusal", "application", "results"})


@pytest.mark.parametrize(
    ("reader", "source"),
    [
        (in_python, 'if action.id == "intake": pass'),
        (in_python, "text = f'{a}' if role == 'executor' else b"),
        (in_python, 'LegalRef.parse("reg 5 action 1")'),
        (in_template, '{% if action.id == "intake" %}'),
        (in_template, "{{ x|default:'executor' }}"),
        (in_template, '<button name="outcome" value="prepare_refusal">'),
        (in_script, '#if case.role == "executor" [x]'),
    ],
)
def test_a_named_word_is_caught(reader: Callable[[str], set[str]], source: str) -> None:
    assert reader(source)


def test_text_for_people_is_not_a_name() -> None:
    assert in_python('message = "The executor is told of the intake"') == set()
    assert in_python('Text("орындаушы", "исполнитель", "executor")') == set()
    assert in_template('<p class="executor">intake</p>') == set()
