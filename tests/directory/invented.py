"""A second, invented edition: four units, seven actions, a branch after the examination, a way back that the act itself has."""

from random import Random
from typing import Any

from kense.law import Edition
from kense.law.edition import Procedure
from tests.procedure.office import EDITION


def said(english: str) -> dict[str, str]:
    """A text of the invention: the same in every language, but for a Kazakh word that is long."""
    return {"kk": f"{english} өзектендірілетін", "ru": f"{english} предварительное", "en": english}


def outcome(name: str, place: str, **told: Any) -> dict[str, Any]:
    """An outcome of the act."""
    return {"id": name, "ref": place, "name": said(name.replace("_", " ")), "done": said("done"), **told}


def action(
    number: int, name: str, role: str, ground: str, minutes: int | None, *outcomes: dict[str, Any]
) -> dict[str, Any]:
    """An action of the act."""
    told = {"id": name, "number": number, "role": role, "minutes": minutes, "ground": ground}
    words = {"name": said(name.replace("-", " ")), "waiting": said("waiting")}
    return {**told, **words, "ref": "reg 6", "outcomes": list(outcomes)}


def outcomes_of(place: str) -> list[dict[str, Any]]:
    """The seven actions."""
    return [
        action(1, "counter", "office", "handed", 15,
               outcome("take", place, package="complete", asks=["application"], gives="taken", next="sorting"),
               outcome("turn_away", place, package="deficient", asks=["application"], end="away")),
        action(2, "sorting", "head", "taken", 30, outcome("give_out", place, gives="given", next="first-look")),
        action(3, "first-look", "executor", "given", 90,
               outcome("plain", place, gives="looked", next="drafting"),
               outcome("unclear", place, gives="unclear", next="hearing"),
               outcome("hopeless", place, gives="closed", end="closed")),
        action(4, "hearing", "board", "unclear", None, outcome("heard", place, gives="looked", next="drafting")),
        action(5, "drafting", "executor", "looked", 240,
               outcome("draft_yes", place, result="yes", gives="draft", next="signature"),
               outcome("draft_no", place, asks=["grounds"], result="no", gives="draft", next="signature")),
        action(6, "signature", "head", "draft", 20,
               outcome("sign_it", place, gives="signed", next="handing"),
               outcome("look_again", place, gives="looked", withdraws=["draft"], next="drafting")),
        action(7, "handing", "office", "signed", 10,
               outcome("number_it", place, gives="numbered"),
               outcome("hand_over", place, needs=["numbered"], gives="handed_over", end_by_result=True)),
    ]  # fmt: skip


def invented() -> Edition:
    """The edition, with the shipped act around it."""
    data = EDITION.procedure.model_dump(mode="json")
    place = "reg 5"
    units = [
        {"id": name, "ref": "reg 7 sub 1", "unit": said(name), "officer": said(name)}
        for name in ("office", "head", "board", "executor")
    ]
    products = ("handed", "taken", "given", "unclear", "looked", "closed", "draft", "signed", "numbered", "handed_over")
    ends = {
        "granted": "granted",
        "denied": "refused",
        "away": "not_accepted",
        "closed": "refused",
        "dropped": "withdrawn",
    }
    results = {"yes": "granted", "no": "denied"}
    rule = {
        "id": "drop",
        "ref": "house part withdrawal",
        "at": ["sorting", "hearing"],
        "role": "office",
        "end": "dropped",
    }
    changed = {
        "roles": units,
        "products": [{"id": one, "ref": "reg 6", "name": said(one)} for one in products],
        "ends": [{"id": one, "kind": kind, "ref": "reg 3", "name": said(one)} for one, kind in ends.items()],
        "results": [{"id": one, "ref": "reg 3", "paper": data["papers"][0]["id"], "end": end, "name": said(one)} for one, end in results.items()],
        "opening": {"id": "begin", "ref": "reg 4", "role": "office", "opens": "counter", "gives": "handed", "asks": ["application"], "name": said("begin"), "done": said("begun")},
        "actions": outcomes_of(place),
        "house_rules": [{**rule, "name": said("drop"), "done": said("dropped")}],
        "rests": [], "waits": [], "separation": None,
    }  # fmt: skip
    kept = {name: value for name, value in data.items() if name not in changed}
    procedure = Procedure.model_validate({**kept, "valid_from": EDITION.procedure.valid_from, **changed})
    return EDITION.model_copy(update={"procedure": procedure})


def random_edition(random: Random) -> Edition:
    """An edition that makes no sense: any number of units and actions, each leading on and perhaps anywhere else."""
    units, count = [f"unit{n}" for n in range(random.randint(1, 6))], random.randint(2, 10)
    actions = []
    for n in range(1, count + 1):
        ways = [
            outcome(f"way_{n}_{more}", "reg 5", **_anywhere(random, count))
            for more in range(random.choice((0, 0, 1, 2)))
        ]
        on = {"next": f"act{n + 1}", "gives": f"ground{n + 1}"} if n < count else {"end": "granted"}
        actions.append(
            action(n, f"act{n}", random.choice(units), f"ground{n}", 20, outcome(f"on_{n}", "reg 5", **on), *ways)
        )
    data = invented().procedure.model_dump(mode="json")
    changed = {
        "roles": [{"id": name, "ref": "reg 7 sub 1", "unit": said(name), "officer": said(name)} for name in units],
        "products": [{"id": f"ground{n}", "ref": "reg 6", "name": said("ground")} for n in range(1, count + 1)],
        "opening": {**data["opening"], "role": units[0], "opens": "act1", "gives": "ground1"},
        "actions": actions,
        "house_rules": [],
        "results": [],
        "valid_from": EDITION.procedure.valid_from,
    }
    return EDITION.model_copy(update={"procedure": Procedure.model_validate(data | changed)})


def _anywhere(random: Random, count: int) -> dict[str, str]:
    to = random.randint(1, count)
    return random.choice(({"next": f"act{to}", "gives": f"ground{to}"}, {"end": random.choice(("denied", "away"))}))


EDITIONS = {"shipped": EDITION, "invented": invented()}
