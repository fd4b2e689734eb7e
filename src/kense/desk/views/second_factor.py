"""The code of the officer's phone: turned on with a confirming code, its recovery codes, turned off again."""

from collections.abc import Callable
from functools import cached_property

import segno
from django.contrib.auth import update_session_auth_hash
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kense.casework import second_factor as casework
from kense.casework.passwords import OLD
from kense.casework.second_factor import CODE, LABELS, SEED
from kense.desk import session_life
from kense.desk.office_page import Field
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt

_WITHIN = 3600
"""Seconds within which a phone that was shown its secret is tied."""
_GROUP = 4


class SecondFactorPage:
    """The state of the officer's second factor, and the forms for it. `codes` are new recovery codes, shown once."""

    def __init__(
        self, desk: Desk, seed: str = "", answer: Answer | None = None, codes: list[str] | None = None
    ) -> None:
        self.desk, self.answer, self.codes = desk, answer or Answer(), codes or []
        self.seed = seed or casework.new_seed()
        self.factor = casework.factor_of(desk.officer)

    @cached_property
    def form(self) -> dict[str, Field]:
        """The fields by name."""
        problems = {problem.field: problem for problem in reversed(self.answer.problems)}
        return {name: Field(name, label, "", problems.get(name)) for name, label in LABELS.items()}

    @property
    def sealed(self) -> str:
        """The seed in a hidden field: it cannot be chosen from outside."""
        return signing.dumps(self.seed, salt=_salt(self.desk))

    @cached_property
    def picture(self) -> SafeString:
        """The code to be scanned by the phone."""
        address = casework.key_of(self.desk.officer, self.seed).provisioning_uri()
        drawn = segno.make(address, error="m").svg_inline(
            scale=4, border=4, light="#fff", svgclass="qr", lineclass=None
        )
        return mark_safe(drawn)  # noqa: S308 - drawn here, of signs alone

    @property
    def secret(self) -> str:
        """What is typed into a phone that cannot scan."""
        plain = casework.key_of(self.desk.officer, self.seed).secret
        return " ".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))

    @property
    def codes_left(self) -> int:
        """How many recovery codes are not used yet."""
        return casework.codes_left(self.desk.officer)


@sensitive_post_parameters(OLD, CODE, SEED)
@never_cache
@require_http_methods(["GET", "POST"])
@with_desk
def second_factor(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; each of its forms names what it does in `do`."""
    if request.method != "POST":
        return _show(request, SecondFactorPage(desk))
    seed, codes = _seed(request, desk), list[str]()
    answer = attempt(_change(desk, request.POST.dict() | {SEED: seed}, codes))
    if not answer.is_good:
        return _show(request, SecondFactorPage(desk, seed, answer))
    # The officer's sessions have ended by it, but for the one in which they did it.
    update_session_auth_hash(request, desk.officer)
    is_off = casework.factor_of(desk.officer) is None
    session_life.owe_code(request.session, is_off and desk.provider.second_factor_demanded)
    if codes:
        return _show(request, SecondFactorPage(desk, codes=codes))
    request.session[SAVED] = True
    return redirect("desk:second_factor")


def _change(desk: Desk, fields: dict[str, str], codes: list[str]) -> Callable[[], object]:
    """What a form of the page asks for; recovery codes are put into `codes`. Http404 for one the page does not have."""
    by, at = desk.officer, desk.at
    forms: dict[str, Callable[[], object]] = {
        "on": lambda: codes.extend(casework.turn_on(by, fields, at=at)),
        "codes": lambda: codes.extend(casework.make_codes(by, fields, at=at)),
        "off": lambda: casework.turn_off(by, fields, at=at),
    }
    try:
        return forms[fields.get("do", "")]
    except KeyError:
        raise Http404 from None


def _seed(request: HttpRequest, desk: Desk) -> str:
    """The seed this page was opened with; a new one where it is not ours, which no code fits."""
    try:
        return str(signing.loads(request.POST.get(SEED, ""), salt=_salt(desk), max_age=_WITHIN))
    except signing.BadSignature:
        return casework.new_seed()


def _salt(desk: Desk) -> str:
    return f"kense.desk.second_factor.{desk.officer.pk}"


def _show(request: HttpRequest, page: SecondFactorPage) -> HttpResponse:
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {"page": page, "refusal": page.answer.refusal, "saved": saved, "nav": "password"}
    return render(request, "desk/second_factor.html", context, status=page.answer.status)
