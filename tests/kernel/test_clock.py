"""The one reader of the clock."""

from datetime import timedelta

from kense.kernel import clock


def test_now_is_a_moment_with_its_zone_and_does_not_go_back() -> None:
    first, second = clock.now(), clock.now()
    assert first.utcoffset() == timedelta(0)
    assert first <= second
