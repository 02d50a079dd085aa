"""Wake-ups inside the web process: "there is news on this topic". What the news is stands in the database.

A waiter subscribes, looks, and only then waits, so no news is missed; a spurious wake-up costs one look.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

QUEUE = "queue"  # the topic of the nurses' queue; every other topic is a conversation's id


class Signals:
    """Topics and who waits for them. To be used from the event loop only."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def wake(self, *topics: str) -> None:
        """Tell everyone who waits for these topics to look again."""
        for topic in topics:
            for event in self._waiting.get(topic, ()):
                event.set()

    @contextmanager
    def subscribed(self, topic: str) -> Iterator[asyncio.Event]:
        """An event that is set at every wake-up of the topic while the block runs."""
        event = asyncio.Event()
        self._waiting[topic].add(event)
        try:
            yield event
        finally:
            self._waiting[topic].discard(event)
            if not self._waiting[topic]:
                del self._waiting[topic]

    async def until(self, topic: str, look: Callable[[], Awaitable[T]], timeout: float) -> T:
        """Look until the result is truthy or `timeout` seconds have passed; returns the last look."""
        deadline = asyncio.get_running_loop().time() + timeout
        with self.subscribed(topic) as event:
            while True:
                event.clear()
                found = await look()
                left = deadline - asyncio.get_running_loop().time()
                if found or left <= 0:
                    return found
                try:
                    await asyncio.wait_for(event.wait(), left)
                except TimeoutError:
                    return await look()
