"""What is asked of the search and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services_catalog.record import ChannelKind, Language, Listing

NoticeCode = Literal["nearest_shown", "nothing_found"]


@dataclass(frozen=True, slots=True)
class Query:
    """A search. Every value must be one the vocabulary knows; `municipality` is a code, `now` is aware."""

    now: datetime
    text: str = ""
    language: Language = "fi"
    municipality: str | None = None
    audience: str | None = None
    service_language: str | None = None
    channel: ChannelKind | None = None
    free: bool | None = None
    open_now: bool | None = None
    topic: str | None = None
    limit: int = 20
    offset: int = 0

    @property
    def narrowed(self) -> bool:
        """Whether something besides the words and the municipality may leave services out."""
        facets = (self.audience, self.service_language, self.channel, self.free, self.open_now, self.topic)
        return any(facet is not None for facet in facets)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a hit: the resident's `word` met `matched` in a `field`.

    `field` is name | alternative_name | place | summary | description | topic; for a topic, `matched` is its id.
    """

    word: str
    matched: str
    field: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A service found. Scores compare within one answer only."""

    listing: Listing
    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the asker should know of the answer; `municipality` (code) is the one asked about."""

    code: NoticeCode
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of `total` hits, best first. Words or a topic give at most 500 hits."""

    total: int
    hits: tuple[Hit, ...]
    notice: Notice | None = None
