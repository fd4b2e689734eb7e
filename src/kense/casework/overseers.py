"""Who oversees an office from another one: its own administrator lets a controller in, and only they."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kense.casework.administration import day_of, enter, require_administrator
from kense.casework.perform import ProblemsError
from kense.kernel import Problem, Text
from kense.people.models import Officer, Oversight, Provider
from kense.people.roles import CONTROLLER
from kense.people.selectors import roles_on, row_id
from kense.trail.chain import take_turn

LET_IN = "overseer_let_in"
LET_GO = "overseer_let_go"

DONE: dict[str, Text] = {
    LET_IN: Text(
        "басқа ұйымның бақылаушысына рұқсат берді",
        "допустил(а) контролирующего другой организации",
        "let a controller of another organisation in",
    ),
    LET_GO: Text(
        "басқа ұйым бақылаушысының рұқсатын алып тастады",
        "снял(а) допуск контролирующего другой организации",
        "took the access of another organisation's controller away",
    ),
}
USERNAME = Text("Бақылаушының пайдаланушы аты", "Имя пользователя контролирующего", "The controller's user name")
# One sentence for every reason: an office learns nothing about the accounts of another by trying names.
NO_CONTROLLER = Text(
    "Осы жүйенің басқа ұйымында мұндай пайдаланушы аты бар бақылаушы жоқ. Атын бақылаушының өзінен нақтылаңыз.",
    "В других организациях этой системы нет контролирующего с таким именем пользователя. Уточните имя у него самого.",
    "No other organisation of this installation has a controller of this user name. Ask the controller for it.",
)


def let_in(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Officer:
    """Let a controller of another office see this one: everything is read, nothing done. `fields`: `username`.

    Raises RefusedError for anybody but this office's administrator.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        typed = fields.get("username", "").strip()
        found = Officer.objects.filter(username=typed, is_program=False).exclude(provider=provider).first()
        if found is None or CONTROLLER not in roles_on(found, day_of(found.provider, at)):
            raise ProblemsError([Problem("username", "no_controller", NO_CONTROLLER)])
        _, is_new = Oversight.objects.get_or_create(officer=found, provider=provider)
        if is_new:
            enter(provider, LET_IN, {"officer": found.pk, "of": found.provider_id}, actor=actor, at=at)
    return found


def let_go(provider: Provider, officer_id: str, *, actor: Officer, at: datetime) -> None:
    """Take a controller's access to this office away. Who has none is left as they are."""
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        row = Oversight.objects.filter(provider=provider, officer=row_id(officer_id)).select_related("officer").first()
        if row:
            row.delete()
            facts = {"officer": row.officer_id, "of": row.officer.provider_id}
            enter(provider, LET_GO, facts, actor=actor, at=at)
