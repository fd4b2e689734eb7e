"""What stands around every page: keys, languages, references, the page of the regulation, how files travel."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import translation

from kense.desk.keys import COOKIE, KEYS, OFF
from kense.desk.menu import MENU
from kense.desk.templatetags.kense import percent
from kense.law import edition
from tests.desk.conftest import AtDesk
from tests.support.office import Office, OtherOffice
from tests.support.tree import SRC

SCRIPT = (SRC / "desk/static/desk/desk.js").read_text(encoding="utf-8")


class Page(HTMLParser):
    """The elements of a page, each with its attributes and the names of those it stands in."""

    VOID = frozenset({"meta", "link", "input", "br", "col", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and where it stands."""
        self.found.append((tag, dict(attrs), tuple(self.open)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def values(self, attribute: str) -> list[str]:
        """What the elements with this attribute have in it."""
        return [told[attribute] or "" for _, told, _ in self.found if attribute in told]


def html(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.fixture
def case_path(office: Office) -> str:
    return f"/cases/{office.registered().code}/"


def test_what_the_table_of_keys_names_the_script_can_do() -> None:
    acts = SCRIPT.partition("const ACTS = {")[2].partition("};")[0]
    assert set(re.findall(r"^  (\w+)[:,]", acts, re.MULTILINE)) == {key.does for key in KEYS}


def test_no_two_pages_answer_to_the_same_letter() -> None:
    assert len({entry.key for entry in MENU}) == len(MENU)


def test_letters_are_in_force_until_they_are_switched_off(office: Office, at_desk: AtDesk) -> None:
    clerk = at_desk(office.aigul)
    assert Page(html(clerk, "/")).values("data-keys") == [" ".join(f"{key.code}={key.does}" for key in KEYS)]
    assert clerk.post("/keys/", {"letters": OFF}).headers["Location"] == "/keys/"
    assert Page(html(clerk, "/")).values("data-keys") == ["Enter=open Control+Enter=perform Escape=leave"]
    assert "өшірілген" in html(clerk, "/keys/")
    clerk.post("/keys/", {"letters": "<nonsense>"})
    assert clerk.cookies[COOKIE].value == ""
    assert "KeyN=new" in html(clerk, "/")


def test_the_help_tells_of_the_pages_the_officer_has(office: Office, at_desk: AtDesk) -> None:
    clerk, executor = (html(at_desk(one), "/keys/") for one in (office.aigul, office.dauren))
    assert "Жаңа өтініш" in clerk
    assert "Жаңа өтініш" not in executor
    assert "<kbd>G</kbd> <kbd>T</kbd>" in executor


def test_the_help_comes_without_the_page_around_it_for_the_window(office: Office, at_desk: AtDesk) -> None:
    part = at_desk(office.aigul).get("/keys/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="h-help"' in part


def test_a_reference_opens_its_label_beside_itself(office: Office, at_desk: AtDesk, case_path: str) -> None:
    page = Page(html(at_desk(office.nurlan), case_path))
    opened, places = page.values("popovertarget"), [a["id"] for _, a, _ in page.found if "popover" in a]
    assert len(opened) > 5
    assert sorted(opened) == sorted(str(one) for one in places)
    assert len(set(page.values("id"))) == len(page.values("id"))
    within = [set(around) for _, told, around in page.found if "popovertarget" in told]
    assert not [around for around in within if around & {"button", "label", "a"}]


def test_every_reference_leads_to_its_place_in_the_regulation(office: Office, at_desk: AtDesk, case_path: str) -> None:
    head = at_desk(office.nurlan)
    places = set(Page(html(head, "/regulation/")).values("id"))
    led = [one for path in ("/", case_path, "/regulation/") for one in Page(html(head, path)).values("href")]
    fragments = {one.partition("#")[2] for one in led if one.startswith("/regulation/#")}
    assert len(fragments) > 20
    assert fragments <= places


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_regulation_shows_everything_the_edition_holds(office: Office, at_desk: AtDesk, lang: str) -> None:
    law = edition(office.registered().edition)
    page = html(at_desk(office.nurlan, lang=lang), "/regulation/")
    procedure, standard = law.procedure, law.standard
    told = [one.name for one in procedure.actions] + [one.name for one in procedure.house_rules]
    told += [one.name for one in procedure.terms] + [one.name for one in standard.documents]
    told += [one.name for one in standard.grounds]
    told += [outcome.name for action in procedure.actions for outcome in action.outcomes]
    plain = page.replace("\N{NO-BREAK SPACE}", " ").replace("&#x27;", "'")
    assert [name.in_lang(lang) for name in told if name.in_lang(lang) not in plain] == []
    assert page.count("is-unverified") > 2


def test_changing_the_language_on_a_page_that_answered_a_form_leads_to_its_page(
    office: Office, at_desk: AtDesk, case_path: str
) -> None:
    head = at_desk(office.nurlan)
    operation = edition(office.registered().edition).procedure.actions[1].outcomes[0].id
    refused = head.post(f"{case_path}do/{operation}/", {"version": "99"})
    assert refused.status_code in (409, 422)
    switch = next(one for one in Page(refused.content.decode()).values("href") if one.startswith("/language/ru/"))
    came_to = head.get(switch, follow=True)
    assert came_to.redirect_chain[-1][0] == case_path
    assert '<html lang="ru">' in came_to.content.decode()


def test_changing_the_language_keeps_what_was_searched_for(office: Office, at_desk: AtDesk) -> None:
    clerk = at_desk(office.aigul)
    switch = next(one for one in Page(html(clerk, "/cases/?q=03-14")).values("href") if one.startswith("/language/"))
    assert clerk.get(switch).headers["Location"] == "/cases/?q=03-14"


def test_the_address_of_a_form_leads_to_the_page_it_stands_on(office: Office, at_desk: AtDesk, case_path: str) -> None:
    clerk = at_desk(office.aigul)
    for path, page in ((f"{case_path}iin/", case_path), ("/door/out/", "/door/"), ("/calendar/year/", "/calendar/")):
        assert clerk.get(path).headers["Location"] == page
    assert clerk.delete(f"{case_path}iin/").status_code == 405


def test_files_travel_compressed_and_pages_do_not(office: Office, at_desk: AtDesk) -> None:
    clerk, asked = at_desk(office.aigul), {"Accept-Encoding": "gzip"}
    file = clerk.get("/static/desk/kense.css", headers=asked)
    assert file.headers["Content-Encoding"] == "gzip"
    assert len(b"".join(file.streaming_content)) < 12_000  # type: ignore[attr-defined]
    assert "Content-Encoding" not in clerk.get("/", headers=asked).headers


@pytest.mark.parametrize(
    ("lang", "placeholder", "words"),
    [
        ("kk", "Нөмір, ЖСН, аты, код", "Нөмір, оның соңғы бөлігі, ЖСН, аты-жөні немесе сканерленген код"),
        ("ru", "Номер, ИИН, ФИО, код", "Номер, его последняя часть, ИИН, имя или отсканированный код"),
    ],
)
def test_the_search_says_what_it_takes(
    office: Office, at_desk: AtDesk, lang: str, placeholder: str, words: str
) -> None:
    page = at_desk(office.aigul, lang=lang).get("/keys/").content.decode()
    assert f'title="{words}" placeholder="{placeholder}"' in page
    assert f": {words}</label>" in page


@pytest.mark.parametrize(("lang", "shown"), [("kk", "6,8 %"), ("ru", "6,8 %"), ("en", "6.8 %")])
def test_a_share_has_the_decimal_sign_of_the_language(lang: str, shown: str) -> None:
    with translation.override(lang):
        assert percent(0.068) == shown


def test_the_door_of_one_office_names_it(office: Office) -> None:
    page = Client().get("/door/").content.decode()
    assert office.provider.name_kk in page
    assert "№\N{NO-BREAK SPACE}181" in page


def test_the_door_of_several_offices_names_the_act_they_share(office: Office, other_office: OtherOffice) -> None:
    page = Client().get("/door/").content.decode()
    assert office.provider.name_kk not in page
    assert "№\N{NO-BREAK SPACE}181" in page


def test_the_door_of_an_installation_without_an_office_opens(db: None) -> None:
    assert Client().get("/door/").status_code == 200
