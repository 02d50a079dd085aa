"""So many of something from one address in a while, then a pause. Kept in this process's memory only."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from bot.booking.guesses import MOST_ADDRESSES, network
from bot.errors import TooManyAnswers

MOST, WINDOW = 30, 600.0  # answers from one address within so many seconds; a library's visitors share one


class Allowance:
    """Answers by address. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}
        self._lock = Lock()

    def take(self, address: str) -> None:
        """Count one more. Raises TooManyAnswers, which is not counted."""
        moment, asker = self._clock(), network(address)
        with self._lock:
            if len(self._taken) >= MOST_ADDRESSES:
                recent = [(key, times) for key, times in self._taken.items() if times[-1] > moment - WINDOW]
                self._taken = dict(recent)
            times = self._taken.setdefault(asker, deque(maxlen=MOST))
            if len(times) == MOST and times[0] > moment - WINDOW:
                raise TooManyAnswers
            times.append(moment)
