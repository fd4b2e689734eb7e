"""What a test asks of every message: three different languages, nothing left unfilled."""

from kense.kernel import Problem


def assert_said(problem: Problem | None, field: str, code: str, severity: str = "error") -> None:
    assert problem is not None, f"no problem, expected {code}"
    assert (problem.field, problem.code, problem.severity) == (field, code, severity)
    words = list(problem.text.as_dict().values())
    assert all(words)
    assert len(set(words)) == 3
    assert not any(sign in text for text in words for sign in "{}")
