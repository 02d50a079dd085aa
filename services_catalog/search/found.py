"""Services that match a query: where each is stored in the index, its number and its score, in one order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from services_catalog.search.cards import Floats, Mask, Numbers


@dataclass(frozen=True, slots=True)
class Found:
    """Parallel arrays; `at` are positions in `addresses`, which is shared by all that is made of one search."""

    addresses: Sequence[Any]
    at: Numbers
    numbers: Numbers
    scores: Floats

    def __len__(self) -> int:
        return len(self.at)

    @property
    def best(self) -> float:
        """The highest score; 0 when nothing is found."""
        return max(self.scores.tolist(), default=0.0)

    def only(self, chosen: Mask | Numbers) -> Found:
        """Those of a mask, or those of an order in that order."""
        return Found(self.addresses, self.at[chosen], self.numbers[chosen], self.scores[chosen])

    def at_least(self, score: float) -> Found:
        """Those whose score is `score` or more."""
        return self.only(self.scores >= score)

    def weighted(self, factors: Floats) -> Found:
        """With every score multiplied."""
        return Found(self.addresses, self.at, self.numbers, self.scores * factors)

    def then(self, other: Found) -> Found:
        """These and then those of another part of the same search."""
        return Found(
            self.addresses,
            np.concatenate((self.at, other.at)),
            np.concatenate((self.numbers, other.numbers)),
            np.concatenate((self.scores, other.scores)),
        )

    def page(self, offset: int, limit: int) -> Iterator[tuple[Any, float]]:
        """Addresses and scores of one page."""
        for at, score in zip(self.at[offset : offset + limit], self.scores[offset : offset + limit], strict=True):
            yield self.addresses[at], float(score)


NOTHING = Found((), np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
