"""Editions an installation publishes: from a folder, or an office's own from the draft its lawyer prepares at the desk.

A published edition never changes: its files stand in the database with their hash. Cases go on standing on the edition they
were opened under.
"""

import copy
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from kense import law
from kense.acts.models import DraftEdition, PublishedEdition
from kense.acts.selectors import edition_at, office_key
from kense.acts.store import laid_out
from kense.casework.administration import day_of, enter
from kense.casework.edition_parts import PARTS, Item, PartReader, items_of
from kense.casework.edition_texts import (
    CHECK_FAILED,
    DONE,
    DRAFT_BEGUN,
    DRAFT_CHANGED,
    DRAFT_DROPPED,
    LABELS,
    LAWYER_ONLY,
    NO_DRAFT,
    NOT_THERE,
    NOTHING_CHANGED,
    OTHERS_DRAFT,
    PUBLISHED,
    STALE,
    STILL_NEEDED,
    THERE_ALREADY,
    THERE_OTHERWISE,
)
from kense.casework.fields import FieldReader
from kense.casework.perform import ProblemsError
from kense.kernel import LANGS, Problem, Refusal, RefusedError, Text
from kense.kernel.text import joined
from kense.law import Edition, LawError, amending, library, succession
from kense.law.amending import Content
from kense.law.beginning import files_of
from kense.law.diff import Difference, compare
from kense.law.drafting import edition_id, readdressed
from kense.people.models import Officer, Provider
from kense.people.roles import LAWYER
from kense.people.selectors import roles_on
from kense.registry.dates import future_problem
from kense.trail.chain import take_turn

__all__ = ["DONE", "begin", "draft_of", "drop", "publish", "publish_folder", "remove", "save"]
ORDER_LIMIT = 40


def draft_of(provider: Provider) -> DraftEdition | None:
    """The edition the office's lawyer is preparing."""
    return DraftEdition.objects.filter(provider=provider).select_related("changed_by").first()


def content_of(draft: DraftEdition) -> Content:
    """What was made of the unverified parts so far."""
    return copy.deepcopy(draft.content) or amending.content_of(law.edition(draft.base))


def shown(draft: DraftEdition) -> Edition:
    """The edition as the draft would have it, to be looked at."""
    return amending.amended(law.edition(draft.base), content_of(draft))


def differences(draft: DraftEdition) -> tuple[Difference, ...]:
    """What the draft changes."""
    return compare(law.edition(draft.base), shown(draft))


def begin(provider: Provider, *, actor: Officer, at: datetime) -> DraftEdition:
    """Begin a draft from the edition the office works by; one that was begun before is given as it stands."""
    with transaction.atomic():
        _turn(provider, actor, at)
        base = edition_at(provider, at).id
        draft, is_new = DraftEdition.objects.get_or_create(
            provider=provider, defaults={"base": base, "changed_by": actor, "changed_at": at}
        )
        if is_new:
            enter(provider, DRAFT_BEGUN, {"base": base}, actor=actor, at=at)
        return draft


def drop(provider: Provider, version: str, *, actor: Officer, at: datetime) -> None:
    """Throw the draft away."""
    with transaction.atomic():
        draft = _draft(provider, version, actor, at)
        enter(provider, DRAFT_DROPPED, {"base": draft.base}, actor=actor, at=at)
        draft.delete()


def save(
    provider: Provider, part: str, name: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> DraftEdition:
    """Change one thing of a part, or with an empty `name` add one.

    fields: those of the part's form, and `version` of the draft as it was opened. What the check of regulations finds is
    refused. Raises ProblemsError where a field is wrong, RefusedError for anybody but the lawyer and after another's change.
    """

    def change(content: Content, draft: Edition) -> str:
        item = _found(content, part, name) if name else _added(content, part, draft, provider)
        reader = PartReader(fields, draft)
        PARTS[part].read(reader, item)
        reader.done()
        return name or str(item["id"])

    return _change(provider, fields.get("version", ""), part, change, actor, at)


def remove(provider: Provider, part: str, name: str, version: str, *, actor: Officer, at: datetime) -> DraftEdition:
    """Take one thing out of a part that can grow. Refused for the last one and for a reason a document is needed for."""

    def change(content: Content, draft: Edition) -> str:
        item, rows = _found(content, part, name), content["standard"][part]
        if not PARTS[part].prefix:
            raise RefusedError(NOT_THERE)
        users = [one.name for one in draft.standard.documents if part == "reasons" and _needs(one.required_when, name)]
        if users or len(rows) == 1:
            raise RefusedError(
                Refusal(STILL_NEEDED.code, STILL_NEEDED.text.filled(by=joined(users) if users else Text.same("–")))
            )
        rows.remove(item)
        return name

    return _change(provider, version, part, change, actor, at)


def publish(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> PublishedEdition:
    """Publish the draft as the office's own edition; fields: those of LABELS and `version`.

    It begins tomorrow or later. Raises ProblemsError and RefusedError as `save` does, and where its days meet another's.
    """
    with transaction.atomic():
        draft = _draft(provider, fields.get("version", ""), actor, at)
        first, number, day = _typed(provider, fields, at)
        if not differences(draft):
            raise RefusedError(NOTHING_CHANGED)
        edition, office = shown(draft), office_key(provider)
        files = amending.files_to_publish(edition, first, office)
        row = _store(
            edition_id(edition.act.id, first, office), files, provider, day_of(provider, at), at, field="valid_from"
        )
        row.order_number, row.order_date, row.published_by = number, day, actor
        row.save(update_fields=["order_number", "order_date", "published_by"])
        _enter_published(row, provider, draft.base, actor, at)
        draft.delete()
        return row


def publish_folder(
    folder: Path, provider: Provider | None, *, today: date, at: datetime, actor: Officer | None = None
) -> PublishedEdition:
    """Publish the edition of a folder, for all or as an office's own. Raises LawError and RefusedError.

    With `actor`, who is a lawyer of this installation, the trail of their office tells of it.
    """
    edition = law.load(folder)
    office = office_key(provider) if provider else ""
    files, act, first = files_of(folder), edition.act.id, edition.procedure.valid_from
    if office != edition.procedure.office:
        files = readdressed(files, act, first, office)
    with transaction.atomic():
        if actor:
            _turn(actor.provider, actor, at)
        row = _store(edition_id(act, first, office), files, provider, today, at)
        if actor:
            PublishedEdition.objects.filter(pk=row.pk).update(published_by=actor)
            _enter_published(row, actor.provider, "", actor, at)
        return row


def _store(
    name: str, files: Mapping[str, str], provider: Provider | None, today: date, at: datetime, field: str = ""
) -> PublishedEdition:
    """Check the files and keep them for ever. With `field` days that meet another edition's are a problem at that field."""
    library.refresh()
    edition = law.load(laid_out(files, name))
    _refuse_twice(edition)
    refusal = succession.refusal_of(edition.procedure, library.editions(), today)
    if refusal and field:
        raise ProblemsError([Problem(field, refusal.code, refusal.text)])
    if refusal:
        raise RefusedError(refusal)
    return PublishedEdition.objects.create(
        edition=edition.id,
        act=edition.act.id,
        provider=provider,
        valid_from=edition.procedure.valid_from,
        valid_to=edition.procedure.valid_to,
        content_hash=edition.content_hash,
        files=dict(files),
        published_at=at,
    )


def _refuse_twice(edition: Edition) -> None:
    """An id is published once: what stands on it must not change."""
    there = next((one for one in library.editions() if one.id == edition.id), None)
    if there:
        same = there.content_hash == edition.content_hash
        refusal = THERE_ALREADY if same else THERE_OTHERWISE
        raise RefusedError(Refusal(refusal.code, refusal.text.filled(edition=edition.id, hash=there.content_hash)))


def _enter_published(row: PublishedEdition, provider: Provider, base: str, actor: Officer, at: datetime) -> None:
    facts = {
        "edition": row.edition,
        "hash": row.content_hash,
        "base": base,
        "valid_from": row.valid_from.isoformat(),
        "order_number": row.order_number,
        "order_date": row.order_date.isoformat() if row.order_date else None,
    }
    enter(provider, PUBLISHED, facts, actor=actor, at=at)


def _typed(provider: Provider, fields: Mapping[str, str], at: datetime) -> tuple[date, str, date]:
    """The first day, and number and date of the order, which is not of tomorrow."""
    reader, today = FieldReader(fields), day_of(provider, at)
    first = reader.day("valid_from", LABELS["valid_from"])
    number = reader.line("order_number", LABELS["order_number"], ORDER_LIMIT, required=True)
    day = reader.day("order_date", LABELS["order_date"])
    if day and (future := future_problem(day, today, field="order_date", label=LABELS["order_date"])):
        reader.problems.append(future)
    reader.done()
    if first is None or day is None:  # `done` has told of it
        raise ProblemsError(reader.problems)
    return first, number, day


def _turn(provider: Provider, actor: Officer, at: datetime) -> None:
    take_turn(provider.pk)
    if actor.provider_id != provider.pk or LAWYER not in roles_on(actor, day_of(provider, at)):
        raise RefusedError(LAWYER_ONLY)


def _draft(provider: Provider, version: str, actor: Officer, at: datetime) -> DraftEdition:
    """The draft in the version that was opened."""
    _turn(provider, actor, at)
    draft = draft_of(provider)
    if draft is None:
        raise RefusedError(NO_DRAFT)
    if version != str(draft.version):
        stale = STALE if draft.changed_by_id == actor.pk else OTHERS_DRAFT
        raise RefusedError(Refusal(stale.code, stale.text.filled(officer=draft.changed_by.short_name)))
    return draft


Change = Callable[[Content, Edition], str]


def _change(provider: Provider, version: str, part: str, change: Change, actor: Officer, at: datetime) -> DraftEdition:
    """Change the content, check it as a whole and keep it as the next version."""
    with transaction.atomic():
        draft = _draft(provider, version, actor, at)
        content = content_of(draft)
        name = change(content, shown(draft))
        _check(draft, content)
        draft.content, draft.version = content, draft.version + 1
        draft.changed_by, draft.changed_at = actor, at
        draft.save()
        enter(provider, DRAFT_CHANGED, {"base": draft.base, "part": part, "item": name}, actor=actor, at=at)
        return draft


def _check(draft: DraftEdition, content: Content) -> None:
    try:
        found = amending.mistakes_of(amending.amended(law.edition(draft.base), content))
    except (LawError, ValueError) as error:
        found = [str(error)]
    if found:
        raise RefusedError(Refusal(CHECK_FAILED.code, CHECK_FAILED.text.filled(found="; ".join(found))))


def _found(content: Content, part: str, name: str) -> Item:
    item = items_of(content, part).get(name) if part in PARTS else None
    if item is None:
        raise RefusedError(NOT_THERE)
    return item


def _added(content: Content, part: str, draft: Edition, provider: Provider) -> Item:
    """A new thing at the end of its list, at the place of the law where the others of it stand."""
    spec = PARTS.get(part)
    if spec is None or not spec.prefix:
        raise RefusedError(NOT_THERE)
    known = [one for one in library.editions() if one.act.id == draft.act.id]
    item: Item = {"id": amending.new_id(spec.prefix, content, known), "name": dict.fromkeys(LANGS, "-")}
    rows = content["standard"][part]
    if refs := [one["ref"] for one in rows if "ref" in one]:
        item["ref"] = refs[0]
    rows.append(item)
    return item


def _needs(required_when: tuple[dict[str, str | bool], ...], reason: str) -> bool:
    return any(one.get("reason") == reason for one in required_when)
