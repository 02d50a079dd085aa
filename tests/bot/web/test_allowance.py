"""So many answers from one address in a while, then a pause."""

from __future__ import annotations

import pytest

from bot.errors import TooManyAnswers
from bot.web.allowance import MOST, WINDOW, Allowance


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_too_many_waits_until_the_first_is_old() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    for _ in range(MOST):
        allowance.take("192.0.2.1")
    with pytest.raises(TooManyAnswers):
        allowance.take("192.0.2.1")
    allowance.take("192.0.2.2")
    clock.now = WINDOW
    allowance.take("192.0.2.1")


def test_one_household_s_ipv6_addresses_are_one() -> None:
    allowance = Allowance()
    for number in range(MOST):
        allowance.take(f"2001:db8:1:2::{number:x}")
    with pytest.raises(TooManyAnswers):
        allowance.take("2001:db8:1:2:ffff::1")
    allowance.take("2001:db8:1:3::1")
