"""What filters and order need of every service, kept in memory: a card each.

With tens of thousands of services a common word finds hundreds. They are narrowed and put in order by their cards;
only the page that is shown is read from the index.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from services_catalog.hours import Hours, Stop, is_open
from services_catalog.opening import hours_of
from services_catalog.record import LANGUAGES, Language, Listing
from services_catalog.vocabulary import Vocabulary, kilometres

Numbers: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """One service: `names` are for sorting, in the order of LANGUAGES.

    `doors` are the municipalities (codes) where it can be visited, `points` its places (else the centres of its
    area; WGS84 degrees).
    """

    id: str
    names: tuple[str, ...]
    doors: tuple[str, ...]
    points: tuple[Point, ...]
    hours: tuple[Hours | Stop, ...]


GONE = Card("", ("",) * len(LANGUAGES), (), (), ())
"""Stands at the number of a service that was removed, which no search finds."""


def card_of(listing: Listing, terms: Vocabulary) -> Card:
    """The card of a service."""
    service = listing.service
    any_language = next(iter(service.texts.values()))
    addresses = [channel.address for channel in listing.channels if channel.address]
    doors = {address.municipality for address in addresses} | {stop.municipality for stop in service.stops}
    points = [(a.latitude, a.longitude) for a in addresses if a.latitude and a.longitude] or [
        terms.municipalities[code].centre for code in service.municipalities if code in terms.municipalities
    ]
    return Card(
        id=service.id,
        names=tuple(service.texts.get(language, any_language).name.casefold() for language in LANGUAGES),
        doors=tuple(map(sys.intern, sorted(doors))),
        points=tuple(points),
        hours=tuple(one if isinstance(one, Stop) else _same(one.model_dump_json()) for one in hours_of(listing)),
    )


class Cards:
    """The cards of one moment by number."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = tuple(cards)
        self._ranks: dict[Language, Numbers] = {}

    def ranks(self, numbers: Numbers, language: Language) -> Numbers:
        """The services' places in the order of names (then ids), which is found once and kept."""
        if language not in self._ranks:
            at = LANGUAGES.index(language)
            order = sorted(range(len(self._cards)), key=lambda i: (self._cards[i].names[at], self._cards[i].id))
            self._ranks[language] = np.argsort(np.array(order, np.int64))
        return self._ranks[language][numbers]

    def have_doors(self, numbers: Numbers, code: str) -> Mask:
        """Which of the services have a door or a stop in the municipality."""
        return np.array([code in self._cards[number].doors for number in numbers.tolist()], bool)

    def distances(self, numbers: Numbers, point: Point) -> Floats:
        """Kilometres from `point` to the nearest place of each service; 0 for a service without any."""
        places = [self._cards[number].points for number in numbers.tolist()]
        away = iter(kilometres(np.array([place for of in places for place in of]).reshape(-1, 2), point))
        return np.array([min(islice(away, len(of)), default=0.0) for of in places], float)

    def are_open(self, numbers: Numbers, moment: datetime) -> Mask:
        """Which of the services can be reached at `moment` (aware); unknown hours do not read as open."""
        known: dict[int, bool] = {}

        def opened(hours: Hours | Stop) -> bool:
            if id(hours) not in known:
                known[id(hours)] = is_open(hours, moment)
            return known[id(hours)]

        return np.array([any(map(opened, self._cards[number].hours)) for number in numbers.tolist()], bool)


@lru_cache(maxsize=4096)
def _same(document: str) -> Hours:
    """One object for all channels with the same hours: few are ever different."""
    return Hours.model_validate_json(document)
