"""Services that match a query: where each is stored in the index, its number and its score, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from services_catalog.search.cards import Floats, Mask, Numbers

Addresses: TypeAlias = NDArray[np.object_]
"""Where services are stored in the index."""


@dataclass(frozen=True, slots=True)
class Found:
    """Parallel arrays: a row for each service."""

    addresses: Addresses
    numbers: Numbers
    scores: Floats

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def best(self) -> float:
        """The highest score; 0 when nothing is found."""
        return max(self.scores.tolist(), default=0.0)

    def only(self, chosen: Mask | Numbers) -> Found:
        """Those of a mask, or those of an order in that order."""
        return Found(self.addresses[chosen], self.numbers[chosen], self.scores[chosen])

    def at_least(self, score: float) -> Found:
        """Those whose score is `score` or more."""
        return self.only(self.scores >= score)

    def weighted(self, factors: Floats) -> Found:
        """With every score multiplied."""
        return Found(self.addresses, self.numbers, self.scores * factors)

    def then(self, other: Found) -> Found:
        """These and then those of `other`."""
        return Found(
            np.concatenate((self.addresses, other.addresses)),
            np.concatenate((self.numbers, other.numbers)),
            np.concatenate((self.scores, other.scores)),
        )

    def page(self, offset: int, limit: int) -> Iterator[tuple[Any, float]]:
        """Addresses and scores of one page."""
        rows = slice(offset, offset + limit)
        return zip(self.addresses[rows], self.scores[rows].tolist(), strict=True)


NOTHING = Found(np.empty(0, object), np.empty(0, np.int64), np.empty(0))
