"""How fast a person may ask."""

import pytest

from bot.access.limits import Limiter, Rate


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_a_burst_passes_and_the_next_one_is_told_how_long_to_wait(seconds: Seconds):
    limiter = Limiter(Rate(per_minute=6, burst=3), clock=seconds)
    assert [limiter.wait_seconds("a") for _ in range(4)] == [0, 0, 0, 10]
    seconds.now += 4
    assert limiter.wait_seconds("a") == pytest.approx(6)


def test_who_waited_as_told_may_ask_once_more(seconds: Seconds):
    limiter = Limiter(Rate(per_minute=6, burst=3), clock=seconds)
    for _ in range(4):
        limiter.wait_seconds("a")
    seconds.now += 10
    assert limiter.wait_seconds("a") == 0
    assert limiter.wait_seconds("a") > 0


def test_a_long_silence_fills_the_bucket_and_no_more_than_that(seconds: Seconds):
    limiter = Limiter(Rate(per_minute=6, burst=2), clock=seconds)
    limiter.wait_seconds("a")
    seconds.now += 3600
    assert [limiter.wait_seconds("a") > 0 for _ in range(3)] == [False, False, True]


def test_one_persons_haste_does_not_slow_another(seconds: Seconds):
    limiter = Limiter(Rate(per_minute=1, burst=1), clock=seconds)
    assert limiter.wait_seconds("a") == limiter.wait_seconds("b") == 0
    assert limiter.wait_seconds("a") == 60


def test_many_keys_do_not_fill_the_memory(seconds: Seconds):
    limiter = Limiter(Rate(per_minute=1, burst=1), clock=seconds, capacity=2)
    for key in "abc":
        limiter.wait_seconds(key)
    assert limiter.wait_seconds("c") > 0
    assert limiter.wait_seconds("a") == 0, "the least recently used one was dropped"
