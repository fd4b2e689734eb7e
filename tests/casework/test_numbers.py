"""Registration numbers: one series per provider, journal and local year, without gaps or repeats."""

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.cases.models import GivenNumber, NumberSeries
from kense.people.models import Officer
from tests.casework.steps import deficient
from tests.support.office import Office, OtherOffice, adult_application, application, do
from tests.support.said import refused


def registered(by: Officer, day: str) -> str:
    """The number a complete application gets when it is handed in and registered at noon of a day."""
    case = do("hand_in", by=by, when=f"{day} 12:00", inputs=application(doc_study_certificate_expires="31.12.2025"))
    return do("register", case, by=by, when=f"{day} 12:10").number


def gaps() -> dict[int, list[int]]:
    """The series whose numbers are not 1, 2, 3, … up to the last one given, with those numbers."""
    given_numbers: dict[int, list[int]] = defaultdict(list)
    for series, n in GivenNumber.objects.order_by("n").values_list("series", "n"):
        given_numbers[series].append(n)
    lasts = dict(NumberSeries.objects.values_list("pk", "last"))
    return {pk: ns for pk, ns in given_numbers.items() if ns != list(range(1, lasts[pk] + 1))}


def test_numbers_go_on_through_the_year(office: Office) -> None:
    days = ["2019-03-26", "2019-03-27", "2019-06-03"]
    assert [registered(office.aigul, day) for day in days] == ["03-14/1", "03-14/2", "03-14/3"]


def test_each_year_and_each_provider_has_its_own_numbers(office: Office, other_office: OtherOffice) -> None:
    for day in ("2018-12-27", "2018-12-28", "2019-01-08", "2019-01-09", "2019-01-10"):
        for clerk in (office.aigul, other_office.saule):
            registered(clerk, day)
    series = NumberSeries.objects.values_list("provider", "journal", "year", "last")
    assert set(series) == {
        (provider.pk, "registrations", year, last)
        for provider in (office.provider, other_office.provider)
        for year, last in ((2018, 2), (2019, 3))
    }
    assert gaps() == {}


def test_the_year_is_that_of_the_clock_on_the_wall(office: Office) -> None:
    """At 23:55 and at 00:05 in Almaty it is the same day, and the same year, in UTC."""
    case = office.handed_in("2018-12-31 23:50")
    other = office.handed_in("2018-12-31 23:51")
    assert office.registered(case, when="2018-12-31 23:55").number == "03-14/1"
    assert office.registered(other, when="2019-01-01 00:05").number == "03-14/1"
    years = GivenNumber.objects.order_by("pk").values_list("series__year", "text")
    assert list(years) == [(2018, "03-14/1"), (2019, "03-14/1")]


def test_journals_are_numbered_apart(office: Office) -> None:
    refusal = do("refuse_acceptance", deficient(office), by=office.aigul, when="2019-03-26 10:15")
    case = office.result_registered()
    assert (refusal.refusal_number, case.number, case.result_number) == ("Б-1", "03-14/1", "03-15/1")


def test_a_journal_kept_on_paper_is_continued(office: Office) -> None:
    NumberSeries.objects.create(
        provider=office.provider, journal="registrations", year=2019, pattern="{n}/{year}", last=146
    )
    assert office.registered().number == "147/2019"


def test_a_refused_operation_takes_no_number(office: Office) -> None:
    waiting = office.handed_in(doc_birth_certificate_shown="")
    for _ in range(3):
        with refused("package_deficient"):
            office.registered(waiting)
    assert office.registered().number == "03-14/1"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(
        st.tuples(st.sampled_from(["2018-12-28", "2019-01-08"]), st.booleans(), st.booleans()), min_size=1, max_size=6
    )
)
def test_no_order_of_days_offices_and_mistakes_leaves_a_gap(
    plan: list[tuple[str, bool, bool]], office: Office, other_office: OtherOffice
) -> None:
    for day, elsewhere, mistaken in plan:
        clerk, head = (other_office.saule, other_office.zhanna) if elsewhere else (office.aigul, office.nurlan)
        case = do("hand_in", by=clerk, when=f"{day} 12:00", inputs=adult_application())
        if mistaken:
            with refused("wrong_role"):
                do("register", case, by=head, when=f"{day} 12:10")
        else:
            do("register", case, by=clerk, when=f"{day} 12:10")
    assert gaps() == {}
    texts = list(GivenNumber.objects.values_list("series", "text"))
    assert len(texts) == len(set(texts))
