"""Questions with answers from options, from a file or from the keyboard."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kense.ops.errors import StopError


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know. `check` gives the answer in its stored spelling or raises ValueError with what is allowed."""

    name: str
    words: str
    default: str = ""
    required: bool = True
    check: Callable[[str], str] = str
    why: str = ""


def read_file(path: Path, names: Iterable[str]) -> dict[str, str]:
    """Answers from a YAML or JSON file (JSON is YAML too). StopError for an unreadable file or an unknown name."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StopError(f"{path} cannot be read: {' '.join(str(error).split())}", 2) from None
    if not isinstance(content, dict):
        raise StopError(f"{path}: write one `name: answer` per line.", 2)
    known = list(names)
    if unknown := [str(name) for name in content if name not in known]:
        raise StopError(f"{path}: unknown: {', '.join(unknown)}. Known: {', '.join(known)}.", 2)
    return {name: str(value) for name, value in content.items() if value is not None}


def collect(questions: Iterable[Question], given: Mapping[str, str]) -> dict[str, str]:
    """An answer to every question: the given one, else asked for at a terminal, else its default.

    StopError with every answer that is missing or not allowed; at a terminal the question is put again instead.
    """
    asking = sys.stdin.isatty()
    answers: dict[str, str] = {}
    wrong: list[str] = []
    for question in questions:
        try:
            answers[question.name] = _answer(question, given, asking)
        except ValueError as error:
            wrong.append(f"  {question.name}: {error}")
    if wrong:
        raise StopError("these answers are missing or not allowed:\n" + "\n".join(wrong), 2)
    return answers


def _answer(question: Question, given: Mapping[str, str], asking: bool) -> str:
    if question.name in given or not asking:
        return checked(question, given.get(question.name, ""))
    if question.why:
        print(question.why)
    while True:
        try:
            return checked(question, input(_prompt(question)))
        except ValueError as error:
            print(f"  {error}")


def checked(question: Question, text: str) -> str:
    """The answer as it is kept, with the default for an empty one. ValueError says what is wrong with it."""
    answer = text.strip() or question.default
    if answer:
        return question.check(answer)
    if question.required:
        raise ValueError(f"needed: {question.words}. {question.why}".rstrip(" ."))
    return ""


def _prompt(question: Question) -> str:
    default = f" [{question.default}]" if question.default else "" if question.required else " (may stay empty)"
    return f"{question.words}{default}: "
