"""Slows down guessing of booking codes: so many unknown codes from one address, then a pause."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock

from bot.booking.errors import TooManyGuesses

FAILURES, WINDOW = 20, 600.0  # unknown codes from one address within so many seconds
MOST_ADDRESSES = 10_000


def network(address: str) -> str:
    """What counts as one asker: an IPv4 address, or the /64 that one IPv6 household has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return parsed.exploded[:19]
    return str(parsed)


class Guesses:
    """Failed look-ups by address, in this process's memory. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}
        self._lock = Lock()

    def check(self, address: str) -> None:
        """Raises TooManyGuesses, also for a code that exists, or the answer would tell."""
        with self._lock:
            times = self._failed.get(network(address))
            if times and len(times) == FAILURES and times[0] > self._clock() - WINDOW:
                raise TooManyGuesses

    def failed(self, address: str) -> None:
        """An unknown code came from here."""
        moment = self._clock()
        with self._lock:
            if len(self._failed) >= MOST_ADDRESSES:
                recent = [(key, times) for key, times in self._failed.items() if times[-1] > moment - WINDOW]
                self._failed = dict(recent)
            self._failed.setdefault(network(address), deque(maxlen=FAILURES)).append(moment)
