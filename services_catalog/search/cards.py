"""What filters and order need of every service, kept in memory: a card each, and arrays over all the cards.

With tens of thousands of services a common word finds thousands. They are narrowed and put in order here, by their
numbers; only the page that is shown is read from the index.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
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
    """The cards of one moment as arrays, by number. A number without a card is a removed service's."""

    def __init__(self, cards: Sequence[Card | None]) -> None:
        self._cards = tuple(cards)
        present = [(number, card) for number, card in enumerate(cards) if card is not None]
        self._ranks = {language: _ranks(self._cards, at) for at, language in enumerate(LANGUAGES)}
        self._doors = _by_code((number, card.doors) for number, card in present)
        self._counts = np.array([0 if card is None else len(card.points) for card in cards], np.int64)
        self._starts = np.cumsum(self._counts) - self._counts
        self._points = np.array([point for _, card in present for point in card.points], float).reshape(-1, 2)

    def __len__(self) -> int:
        return len(self._cards)

    def ranks(self, numbers: Numbers, language: Language) -> Numbers:
        """The services' places in the order of names (then ids)."""
        return self._ranks[language][numbers]

    def have_doors(self, numbers: Numbers, code: str) -> Mask:
        """Which of the services have a door or a stop in the municipality."""
        mask = np.zeros(len(self._cards), bool)
        mask[self._doors.get(code, [])] = True
        return mask[numbers]

    def distances(self, numbers: Numbers, point: Point) -> Floats:
        """Kilometres from `point` to the nearest place of each service; 0 for a service without any."""
        counts = self._counts[numbers]
        ends = np.cumsum(counts)
        rows = np.arange(counts.sum()) + np.repeat(self._starts[numbers] - ends + counts, counts)
        result = np.zeros(len(numbers))
        if len(rows):
            some = counts > 0
            result[some] = np.minimum.reduceat(kilometres(self._points[rows], point), (ends - counts)[some])
        return result

    def are_open(self, numbers: Numbers, moment: datetime) -> Mask:
        """Which of the services can be reached at `moment` (aware); unknown hours do not read as open."""
        known: dict[int, bool] = {}

        def opened(hours: Hours | Stop) -> bool:
            if id(hours) not in known:
                known[id(hours)] = is_open(hours, moment)
            return known[id(hours)]

        cards = (self._cards[number] for number in numbers)
        return np.array([card is not None and any(map(opened, card.hours)) for card in cards], bool)


@lru_cache(maxsize=4096)
def _same(document: str) -> Hours:
    """One object for all channels with the same hours: few are ever different."""
    return Hours.model_validate_json(document)


def _ranks(cards: Sequence[Card | None], at: int) -> Numbers:
    keys = [("", "") if card is None else (card.names[at], card.id) for card in cards]
    ranks = np.empty(len(keys), np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


def _by_code(rows: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, list[int]]:
    result: dict[str, list[int]] = defaultdict(list)
    for number, codes in rows:
        for code in codes:
            result[code].append(number)
    return dict(result)
