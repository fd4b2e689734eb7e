"""Refusals as answers of the web."""

from kense.kernel import Refusal

FORBIDDEN = frozenset({"wrong_role", "wrong_office", "not_assignee", "same_person"})
UNPROCESSABLE = frozenset(
    {
        "input_missing",
        "package_deficient",
        "package_complete",
        "corrected_deficient",
        "nothing_corrected",
        "nothing_changed",
        "merge_same",
        "wrong_assignee",
        "same_assignee",
        "no_basis",
        "given_to_missing",
        "act_text_too_long",
        "act_text_unreadable",
        "act_text_other_language",
        "act_text_not_recognised",
    }
)


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: not yours (403), not with these inputs (422), not in this state (409)."""
    if refusal.code in FORBIDDEN:
        return 403
    return 422 if refusal.code in UNPROCESSABLE else 409
