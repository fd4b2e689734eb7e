"""Destroying what an office holds on a person. A house rule; the trail stays verifiable.

Destroyed is what names the person: in the register, in their closed cases and papers, in the personal parts of the trail.
Numbers, moments, who did what and the hashes of the papers stay, so that journals keep their balance. Where they represent
somebody else, only what is said of them goes: that there was a representative stays.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from kense import law
from kense.acts.selectors import office_key
from kense.cases.models import ActionWait, Case, Draft
from kense.casework.corrections import without_representative
from kense.casework.holdings import GONE, Holdings
from kense.casework.paper_words import pair
from kense.law import Edition, lookup
from kense.papers.models import Paper, PrintBatch
from kense.registry.models import Person, Statement, TransmissionItem
from kense.trail.models import PersonalPart


def destroy(held: Holdings, at: datetime) -> dict[str, object]:
    """Destroy it, what refers to what last; how many of each there were."""
    cases = list(held.cases)
    counts: dict[str, object] = {
        "cases": len(cases),
        "statements": held.statements.count(),
        "papers": held.papers.count(),
        "represents": held.represents.count(),
        "applied_for": len(held.applied_for),
    }
    _destroy_as_representative(held)
    PersonalPart.objects.filter(entry__in=[entry.pk for entry in held.entries]).delete()
    _destroy_papers(held.person.provider_id, Q(case__in=cases) | _extracts_of(held.people))
    for case in cases:
        _destroy_case(case)
    _destroy_in_register(held, at)
    return counts


def _destroy_in_register(held: Holdings, at: datetime) -> None:
    sent = TransmissionItem.objects.filter(person__in=held.people)
    sent.filter(is_rejected=True, settled_at=None).update(settled_at=at)
    sent.update(data={}, reason="", settlement="", goes_again=False)
    Statement.objects.filter(person__in=held.people).update(data={}, first="", last="")
    Person.objects.filter(pk__in=[one.pk for one in held.people]).update(
        iin="", surname="", given_name="", patronymic="", birth_date="", name_key="", erased_at=at, blocked_at=None
    )


def _extracts_of(people: list[Person]) -> Q:
    return Q(data__held__code__in=[one.code for one in people])


def _destroy_papers(provider_id: int, which: Q) -> None:
    ids = set(Paper.objects.filter(which, provider_id=provider_id).values_list("pk", flat=True))
    for batch in PrintBatch.objects.filter(provider_id=provider_id).only("papers"):
        if ids & set(batch.papers):
            batch.delete()
    Paper.objects.filter(pk__in=ids).update(data={}, pdf=None, error=None, status=Paper.Status.ERASED, printed=True)


def _destroy_case(case: Case) -> None:
    ActionWait.objects.filter(run__case=case).update(addressee="", question="", answer="")
    Case.objects.filter(pk=case.pk).update(
        iin="",
        recipient=GONE,
        recipient_key="",
        recipient_order="",
        application=_nobody(case.application),
        note="",
        changes=[],
        explanation="",
        reason="",
        corrections=[],
        reminders=[],
    )


def _nobody(application: Mapping[str, Any]) -> dict[str, Any]:
    """An application that says what was asked for and not by whom."""
    person = dict.fromkeys(application["person"], "")
    documents = [one | {"number": ""} for one in application["documents"]]
    nobody = {"person": person, "record": "", "representative": None, "documents": documents, "confirmed": []}
    return {**application, **nobody}


def _destroy_as_representative(held: Holdings) -> None:
    """What the records, cases, papers and drafts of others say of the person.

    An entry's personal part goes whole: the commitment in the chain is to all of it.
    """
    represented, provider_id = [one.person for one in held.represents], held.person.provider_id
    PersonalPart.objects.filter(entry__in=[entry.pk for entry in held.entries_of_others]).delete()
    naming = Q(pk__in=[one.pk for one in held.papers_applied_by])
    _destroy_papers(provider_id, naming | _extracts_of(represented))
    for paper in Paper.objects.filter(case__in=held.applied_for).exclude(data={}).defer("pdf"):
        _clear_paper(paper)
    for draft in held.drafts:
        _clear_draft(held, draft)
    for case in held.applied_for:
        _clear_case(held, case)
    for one in held.represents:
        one.data = {"rep_kind": one.data.get("rep_kind", ""), "rep_surname": GONE}
        one.save(update_fields=["data"])


def _clear_paper(paper: Paper) -> None:
    """A paper that has nothing of them on its sheet is kept; what it was made from had them all the same."""
    edition = law.edition(paper.edition)
    cards = [pair(lookup.document(edition, one).name) for one in _identifying(edition)]
    if "applicant" in paper.data:
        paper.data["applicant"]["full_name"] = GONE
    for one in paper.data.get("documents", []):
        if one["name"] in cards:
            one["number"] = ""
    paper.save(update_fields=["data"])


def _clear_draft(held: Holdings, draft: Draft) -> None:
    if held.is_typed_in(draft, "person_iin") or held.is_chosen_in(draft):
        draft.delete()
        return
    theirs = tuple(
        f"doc_{one}_" for one in _identifying(law.newest(held.person.provider.act, office_key(held.person.provider)))
    )
    draft.fields = {name: value for name, value in draft.fields.items() if not name.startswith(("rep_", *theirs))}
    draft.save(update_fields=["fields"])


def _clear_case(held: Holdings, case: Case) -> None:
    case.corrections = without_representative(case.corrections)
    stated = case.application["representative"]
    if stated and stated["iin"] in held.iins:
        theirs = _identifying(law.edition(case.edition))
        documents = [
            one | {"number": ""} if one["document"] in theirs else one for one in case.application["documents"]
        ]
        nobody = dict.fromkeys(stated, "") | {"surname": GONE}
        case.application = {**case.application, "representative": nobody, "documents": documents}
    case.save(update_fields=["corrections", "application"])


def _identifying(edition: Edition) -> set[str]:
    """The documents by which a representative is known."""
    return {one.id for one in edition.standard.documents if one.identifies == "representative"}
