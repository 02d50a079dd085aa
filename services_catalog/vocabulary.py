"""The words the catalogue knows: municipalities, audiences, life events, languages, topics. Data, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field

from nlu.topics import topics as contract_topics
from services_catalog.content import DATA, check, read_yaml
from services_catalog.errors import ContentError
from services_catalog.hours.document import Document
from services_catalog.record import Language, Localised

EARTH_RADIUS_KM = 6371.0


class Municipality(Document):
    """A municipality: its code (Statistics Finland), names, centre (WGS84) and places people name instead."""

    code: str
    region: str
    names: Localised
    latitude: float
    longitude: float
    places: tuple[str, ...] = ()

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude

    def name(self, language: str) -> str:
        """The name in `language`; English uses the Finnish name."""
        return self.names["sv"] if language == "sv" else self.names["fi"]


class Topic(Document):
    """The words and the sentences by which residents name a topic's need."""

    words: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    needs: dict[Language, tuple[str, ...]] = Field(default_factory=dict)


class _Terms(Document):
    audiences: dict[str, Localised]
    life_events: dict[str, Localised]
    languages: dict[str, Localised]
    national_numbers: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything controlled: ids with names in fi, sv, en. Municipalities are keyed by code."""

    municipalities: Mapping[str, Municipality]
    audiences: Mapping[str, Localised]
    life_events: Mapping[str, Localised]
    languages: Mapping[str, Localised]
    topics: Mapping[str, Topic]
    national_numbers: frozenset[str]
    _codes: Mapping[str, str] = field(repr=False)

    def municipality(self, text: str) -> Municipality | None:
        """The municipality of a code or of a name in Finnish or Swedish, any case."""
        code = self._codes.get(text.strip().casefold())
        return None if code is None else self.municipalities[code]

    def of_region(self, region: str) -> tuple[str, ...]:
        """Codes of a region's municipalities."""
        return tuple(code for code, m in self.municipalities.items() if m.region == region)


def kilometres(a: ArrayLike, b: ArrayLike) -> Any:
    """Great-circle distance between (latitude, longitude) points: a number for two, an array for rows of them."""
    (lat1, lon1), (lat2, lon2) = (np.moveaxis(np.radians(points), -1, 0) for points in (a, b))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of data/*.yml. Raises ContentError when a file is wrong."""
    municipalities = _municipalities(DATA / "municipalities.yml")
    terms = check(_Terms, read_yaml(DATA / "terms.yml"), "terms.yml")
    topics = {topic_id: Topic() for topic_id in contract_topics()}
    for path in sorted((DATA / "topics").glob("*.yml")):
        for topic_id, data in _entries(path).items():
            if topic_id not in topics:
                raise ContentError(f"{path.name}: {topic_id}: no such topic")
            topics[topic_id] = check(Topic, data, f"{path.name}: {topic_id}")
    codes = {name.casefold(): m.code for m in municipalities.values() for name in (m.code, *m.names.values())}
    return Vocabulary(
        municipalities, terms.audiences, terms.life_events, terms.languages, topics,
        frozenset(number.replace(" ", "") for number in terms.national_numbers), codes,
    )  # fmt: skip


def _municipalities(path: Path) -> dict[str, Municipality]:
    result = {}
    for region, places in _entries(path).items():
        for code, data in places.items():
            result[code] = check(Municipality, {"code": code, "region": region, **data}, f"{path.name}: {code}")
    return result


def _entries(path: Path) -> dict[str, Any]:
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise ContentError(f"{path.name}: a mapping was expected")
    return content
