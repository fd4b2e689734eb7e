"""The desk as a person uses it in a browser: signing in, taking an application in, acting on a case."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from playwright.sync_api import Page, expect

from tests.support.iins import made_iin

PASSWORD = "kense-demo"
FIRST_PASSWORD = "сары-дала-2019"
# Tens apart: neighbours would differ in the eleventh digit alone, which the desk warns of.
_serials = count(2001, 10)


@dataclass(frozen=True)
class Applicant:
    """An invented pupil with a mother who applies for them."""

    iin: str
    surname: str
    given_name: str
    born: str = "14.09.2012"
    mother_iin: str = made_iin(date(1985, 4, 12), "female", 58)

    @classmethod
    def named(cls, surname: str, given_name: str) -> "Applicant":
        """A pupil with an IIN nobody else has."""
        return cls(_fresh_iin(), surname, given_name)


def _fresh_iin() -> str:
    while True:
        try:
            return made_iin(date(2012, 9, 14), "female", next(_serials))
        except ValueError:  # a serial for which no IIN is issued
            continue


PAPERS = ("application_form", "birth_certificate", "representative_identity_document", "study_certificate")


class SignedIn:
    """An officer in front of the desk."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server

    @classmethod
    def at_the_door(cls, page: Page, server: str, username: str) -> "SignedIn":
        """Signs in with the password of the demonstration."""
        page.goto(f"{server}/door/")
        page.fill("#u", username)
        page.fill("#p", PASSWORD)
        page.click("form button.is-main")
        page.wait_for_url(f"{server}/")
        return cls(page, server)

    @classmethod
    def for_the_first_time(cls, page: Page, server: str, username: str, first: str) -> "SignedIn":
        """Signs in with the first password, which the administrator knows too, and chooses that of the demonstration."""
        page.goto(f"{server}/door/")
        page.fill("#u", username)
        page.fill("#p", first)
        page.click("form button.is-main")
        page.wait_for_url(f"{server}/password/")
        for field, typed in {"old_password": first, "new_password": PASSWORD, "repeated_password": PASSWORD}.items():
            page.fill(f"#{field}", typed)
        page.click("[data-main]")
        page.wait_for_url(f"{server}/")
        return cls(page, server)

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(self.server + path)

    def fill_in(
        self, person: Applicant, *, papers: tuple[str, ...] = PAPERS, expires: str = "11.06.2035", path: str = "/new/"
    ) -> None:
        """Fill in the intake page, or that of a sheet, as a clerk does, field by field from top to bottom."""
        page = self.page
        self.open(path)
        self.settled(lambda: page.check("#applicant-representative"))
        for prefix, iin, names in (
            ("person", person.iin, (person.surname, person.given_name, person.born)),
            ("rep", person.mother_iin, (person.surname, "Гүлнәр", "12.04.1985")),
        ):
            page.fill(f"#{prefix}_iin", iin)
            for field, value in zip(("surname", "given_name", "birth_date"), names, strict=True):
                page.fill(f"#{prefix}_{field}", value)
        self.settled(lambda: page.select_option("#reason", "enrolled"))
        for paper in papers:
            self.settled(lambda name=paper: page.check(f"#doc_{name}_shown"))
        for paper in {"representative_identity_document", "study_certificate"} & set(papers):
            page.fill(f"#doc_{paper}_expires", expires)
            self.settled(lambda name=paper: page.locator(f"#doc_{name}_expires").blur())

    def settled(self, act: object) -> None:
        """Do something that changes the form and wait until the server has looked at it."""
        with self.page.expect_response(lambda answer: answer.url == self.page.url and answer.request.method == "POST"):
            act()  # type: ignore[operator]
        expect(self.page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)

    def decide(self, outcome: str) -> None:
        """Press the end of the intake with this outcome."""
        self.page.click(f"button[name=do][value={outcome}]")
        self.page.wait_for_load_state()

    def open_case(self, number: str) -> None:
        """Find a case by its number through the search field."""
        self.page.fill("#q", number)
        self.page.press("#q", "Enter")
        self.page.wait_for_url("**/cases/*/")

    def do(self, operation: str) -> None:
        """Press the button of an operation on the case page."""
        self.page.click(f"#do-{operation} button.end")
        self.page.wait_for_load_state()

    def flash(self) -> str:
        """What the desk says was just done."""
        return self.page.inner_text(".flash[role=status]")

    def number_in_flash(self) -> str:
        """The registration number that was just given."""
        return self.flash().split("№")[1].strip().split()[0].rstrip(".")

    def paper_bytes(self, selector: str) -> bytes:
        """The file behind a link to a paper."""
        address = self.page.get_attribute(selector, "href")
        return self.page.request.get(f"{self.server}{address}").body()
