"""Guessing codes: counted by address, forgotten in time."""

from __future__ import annotations

import pytest

from bot.booking.errors import TooManyGuesses
from bot.booking.guesses import FAILURES, MOST_ADDRESSES, WINDOW, Guesses, network


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_so_many_failures_and_then_a_pause_until_the_window_has_passed() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for _ in range(FAILURES - 1):
        guesses.failed("1.2.3.4")
    guesses.check("1.2.3.4")
    guesses.failed("1.2.3.4")
    with pytest.raises(TooManyGuesses):
        guesses.check("1.2.3.4")
    clock.seconds = WINDOW
    guesses.check("1.2.3.4")


def test_others_do_not_wait() -> None:
    guesses = Guesses()
    for _ in range(FAILURES):
        guesses.failed("1.2.3.4")
    guesses.check("1.2.3.5")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8:0:0:ffff::2", True),  # one household's /64
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("testclient", "testclient", True),
    ],
)
def test_what_counts_as_one_asker(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


def test_old_addresses_are_forgotten_when_there_are_very_many() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for number in range(MOST_ADDRESSES):
        guesses.failed(f"host-{number}")
    clock.seconds = WINDOW + 1
    guesses.failed("new")
    assert list(guesses._failed) == ["new"]
