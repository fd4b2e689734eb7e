"""One operation on several chosen cases: looked through first, each by itself, nothing twice and nothing in silence."""

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.desk.pages import parts, text_of
from tests.desk.test_today import LIVE, away
from tests.support.office import Office, OtherOffice, do, reloaded

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

WILL, WILL_NOT, DONE, NOT_DONE = "Орындалады", "Орындалмайды", "Орындалды", "Орындалмады"


def preview(client: Client, operation: str, *cases: Case, **typed: str) -> "Response":
    """What is shown before the press."""
    return client.post(f"/many/{operation}/", {"case": [case.code for case in cases], **typed})


def press(client: Client, operation: str, shown: "Response", **typed: str) -> "Response":
    """The press: the form of the preview as it stands, `typed` in place of some fields."""
    return client.post(f"/many/{operation}/do/", {**form_in(shown), **typed})


def form_in(shown: "Response") -> dict[str, object]:
    """The fields of the preview's form with their values."""
    page = shown.content.decode()
    page = page[page.index('<form class="stack"') :].split("</form>")[0]
    fields: dict[str, object] = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="(\d+)" selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    return fields | {"case": re.findall(r'name="case" value="([^"]+)"', page)}


def look_at(client: Client, *cases: Case) -> None:
    """Open each case in its place."""
    for case in cases:
        client.get(f"/cases/{case.code}/glance/", headers=LIVE)


def sections(answer: "Response") -> dict[str, str]:
    """The sections of an answer as text."""
    return {title: text_of(part) for title, part in parts(answer.content.decode()).items()}


def three_registered(office: Office) -> list[Case]:
    """Three cases that wait for the head."""
    return [office.registered(office.handed_in(f"2019-03-26 10:1{n}")) for n in range(3)]


def test_many_are_assigned_to_one_with_a_note(office: Office, at_desk: AtDesk) -> None:
    cases = three_registered(office)
    client = at_desk(office.nurlan)
    shown = preview(client, "assign", *cases[:2], assignee=str(office.madina.pk), note="Мерзімінде қаралсын")
    assert shown.status_code == 200
    assert [reloaded(case).version for case in cases] == [case.version for case in cases]
    answer = press(client, "assign", shown)
    assert all(case.number in sections(answer)[DONE] for case in cases[:2])
    found = [reloaded(case) for case in cases]
    assert [(case.holder, case.note) for case in found] == [(office.madina, "Мерзімінде қаралсын")] * 2 + [(None, "")]


def test_without_a_choice_the_load_is_spread_and_each_can_be_changed(office: Office, at_desk: AtDesk) -> None:
    office.assigned()
    cases = three_registered(office)
    client = at_desk(office.nurlan, "2019-03-26 10:40")
    shown = preview(client, "assign", *cases, assignee="", note="Орындауға")
    own = {f"assignee-{cases[2].code}": str(office.madina.pk)}
    press(client, "assign", shown, **own)
    assert [reloaded(case).holder for case in cases] == [office.madina, office.madina, office.madina]
    suggested = form_in(shown)
    assert suggested[f"assignee-{cases[2].code}"] == str(office.dauren.pk)


def test_nobody_away_is_picked_whatever_is_posted(office: Office, at_desk: AtDesk) -> None:
    (case, *_) = three_registered(office)
    away(office)
    client = at_desk(office.nurlan, "2019-03-26 10:40")
    shown = preview(client, "assign", case, assignee=str(office.dauren.pk), note="Орындауға")
    assert form_in(shown)[f"assignee-{case.code}"] == str(office.madina.pk)
    answer = press(client, "assign", shown, **{f"assignee-{case.code}": str(office.dauren.pk)})
    assert case.number in sections(answer)[NOT_DONE]
    assert reloaded(case).holder is None


def test_the_note_is_asked_for_before_anything_is_done(office: Office, at_desk: AtDesk) -> None:
    cases = three_registered(office)
    client = at_desk(office.nurlan)
    shown = preview(client, "assign", *cases, note="Орындауға", assignee=str(office.dauren.pk))
    for note, word in ((" ", "бұрыштама мәтіні"), ("а" * 5001, "5000")):
        answer = press(client, "assign", shown, note=note)
        assert answer.status_code == 422
        assert word in answer.content.decode()
        assert form_in(answer)["note"] == note
        assert form_in(answer)[f"assignee-{cases[0].code}"] == str(office.dauren.pk)
    assert [reloaded(case).action for case in cases] == ["resolution"] * 3


def test_many_are_signed_once_each_draft_was_before_the_head(office: Office, at_desk: AtDesk) -> None:
    seen, unseen = office.drafted(), office.refusal_drafted()
    client = at_desk(office.nurlan, "2019-03-26 11:50")
    look_at(client, seen)
    shown = preview(client, "sign", seen, unseen)
    found = sections(shown)
    assert seen.number in found[WILL]
    assert unseen.number in found[WILL_NOT]
    assert "Істі ашып, жобаны қараңыз" in found[WILL_NOT]
    press(client, "sign", shown)
    assert [reloaded(case).action for case in (seen, unseen)] == ["issue", "signing"]


def test_an_unseen_draft_is_not_signed_whatever_is_posted(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    client = at_desk(office.nurlan, "2019-03-26 11:50")
    form = {"case": [case.code], "key": "k", f"version-{case.code}": case.version}
    answer = client.post("/many/sign/do/", form)
    assert "Істі ашып, жобаны қараңыз" in sections(answer)[NOT_DONE]
    assert reloaded(case).action == "signing"


def test_a_draft_made_anew_has_to_be_seen_anew(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    look_at(at_desk(office.nurlan, "2019-03-26 11:50"), case)
    case = office.drafted(office.returned(case, "2019-03-26 11:52"), "2019-03-26 11:54")
    client = at_desk(office.nurlan, "2019-03-26 11:56")
    assert case.number in sections(preview(client, "sign", case))[WILL_NOT]
    look_at(client, case)
    assert case.number in sections(preview(client, "sign", case))[WILL]


def test_the_page_of_the_case_counts_as_seeing(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    client = at_desk(office.nurlan, "2019-03-26 11:50")
    client.get(f"/cases/{case.code}/")
    assert case.number in sections(preview(client, "sign", case))[WILL]


def test_what_somebody_else_saw_does_not_count(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    look_at(at_desk(office.aigul, "2019-03-26 11:50"), case)
    assert case.number in sections(preview(at_desk(office.nurlan, "2019-03-26 11:50"), "sign", case))[WILL_NOT]


def test_a_clerk_registers_many_results_and_prints_their_papers(office: Office, at_desk: AtDesk) -> None:
    cases = [office.signed(office.refusal_drafted()) for _ in range(2)]
    client = at_desk(office.aigul, "2019-03-26 12:10")
    answer = press(client, "register_result", preview(client, "register_result", *cases))
    assert [reloaded(case).result_number[-1] for case in cases] == ["1", "2"]
    assert parts(answer.content.decode())[DONE].count('href="/papers/') == 2


def test_pressing_twice_does_nothing_twice_and_says_the_same(office: Office, at_desk: AtDesk) -> None:
    cases = [office.signed(office.refusal_drafted()) for _ in range(2)]
    client = at_desk(office.aigul, "2019-03-26 12:10")
    shown = preview(client, "register_result", *cases)
    first = press(client, "register_result", shown)
    entries, numbers = TrailEntry.objects.count(), [reloaded(case).result_number for case in cases]
    second = press(client, "register_result", shown)
    assert sections(second)[DONE] == sections(first)[DONE]
    assert (TrailEntry.objects.count(), [reloaded(case).result_number for case in cases]) == (entries, numbers)


def test_signing_twice_says_the_same(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    client = at_desk(office.nurlan, "2019-03-26 11:50")
    look_at(client, case)
    shown = preview(client, "sign", case)
    assert sections(press(client, "sign", shown))[DONE] == sections(press(client, "sign", shown))[DONE]


def test_who_came_first_is_named_and_the_rest_goes_through(office: Office, at_desk: AtDesk) -> None:
    cases = three_registered(office)
    client = at_desk(office.nurlan, "2019-03-26 10:40")
    shown = preview(client, "assign", *cases, assignee=str(office.madina.pk), note="Орындауға")
    inputs = {"reason": "Қате тапсырылды."}
    do("withdraw", cases[0], by=office.bekzat, when="2019-03-26 10:35", inputs=inputs)
    found = sections(press(client, "assign", shown))
    assert cases[0].number in found[NOT_DONE]
    assert "26.03.2019, 10:35: Әбенов Б." in found[NOT_DONE]
    assert all(case.number in found[DONE] for case in cases[1:])


def test_before_the_press_too_it_is_said_who_was_first(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    found = sections(preview(at_desk(office.nurlan, "2019-03-26 10:40"), "assign", case, note="Орындауға"))
    assert "26.03.2019, 10:30: Жақыпов Н. С. бұрыштама қойды." in found[WILL_NOT]


@pytest.mark.parametrize("who", ["aigul", "dauren", "tolegen"])
def test_the_choice_of_an_officer_without_the_role_is_refused_with_its_place(
    office: Office, at_desk: AtDesk, who: str
) -> None:
    case = office.registered()
    client = at_desk(getattr(office, who))
    found = sections(preview(client, "assign", case, note="Орындауға"))
    assert WILL not in found
    assert "5-т., 2-іс-қимыл" in found[WILL_NOT]
    form = {"case": [case.code], "note": "Орындауға", f"version-{case.code}": case.version}
    client.post("/many/assign/do/", form | {f"assignee-{case.code}": office.dauren.pk})
    assert reloaded(case).action == "resolution"


def test_cases_of_another_office_are_not_there(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    case = office.registered()
    client = at_desk(other_office.zhanna)
    for answer in (
        preview(client, "assign", case, note="Орындауға"),
        client.post("/many/assign/do/", {"case": [case.code], "note": "Орындауға"}),
    ):
        assert case.number not in answer.content.decode()
        assert case.recipient not in answer.content.decode()
    assert reloaded(case).version == case.version


@pytest.mark.parametrize("operation", ["issue_result", "prepare_notification", "register", "withdraw", "hand_in", "x"])
def test_what_needs_something_of_each_case_or_ends_it_is_not_for_many(
    office: Office, at_desk: AtDesk, operation: str
) -> None:
    case = office.registered()
    assert preview(at_desk(office.aigul), operation, case).status_code == 404


def test_junk_is_no_error(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    client = at_desk(office.nurlan)
    assert "Іс таңдалмаған" in client.post("/many/assign/").content.decode()
    form = {
        "case": [case.code, case.code, "?"],
        "note": "Орындауға",
        f"version-{case.code}": "x" * 40,
        "key": "k" * 400,
    }
    answer = client.post("/many/assign/do/", form | {f"assignee-{case.code}": "\x00"})
    assert answer.status_code == 200
    assert reloaded(case).action == "resolution"
    assert client.get("/many/assign/", follow=True).redirect_chain == [("/", 302)]


def test_too_many_at_once_are_done_in_several_goes(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kense.desk.many_page.MOST", 2)
    cases = three_registered(office)
    client = at_desk(office.nurlan)
    shown = preview(client, "assign", *cases, note="Орындауға")
    assert "Бір жолы ең көбі: 2 іс." in shown.content.decode()
    press(client, "assign", shown)
    assert [reloaded(case).action for case in cases] == ["examination", "examination", "resolution"]


def test_the_preview_costs_the_same_for_many(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.nurlan, "2019-03-26 11:50")
    cases = [office.refusal_drafted() for _ in range(6)]

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            preview(client, "sign", *cases[:count])
        return len(caught)

    queries(1)
    assert queries(2) == queries(6)
