"""Answering a query: candidates from the index, then the resident's municipality, order and page.

Order is the same for the same catalogue and query: score, then name, then id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nlu.morphology import Morphology
from services_catalog.opening import open_now
from services_catalog.record import LANGUAGES, Language, Listing
from services_catalog.search import compose
from services_catalog.search.asking import Asker, Known, Question
from services_catalog.search.fields import facet_fields, token_fields
from services_catalog.search.fuzzy import Spellings
from services_catalog.search.index import Content, Index, Score
from services_catalog.search.model import Hit, Notice, Query, SearchPage
from services_catalog.search.places import Places
from services_catalog.search.reasons import reasons
from services_catalog.vocabulary import Vocabulary

NOISE = 0.2
"""Hits below this share of the best score matched a word in passing and are left out."""
LOCAL = 0.7
"""A municipality has what is asked when its best hit has this share of the best anywhere; else neighbours."""
NEAR_BY = 1.25
"""A door in the resident's own municipality is worth this much more than a service for the whole county."""


class Engine:
    """Search over one index. Writes are the caller's to serialise; searches may run beside them."""

    def __init__(
        self,
        morphology: Callable[[Language], Morphology],
        terms: Vocabulary,
        folder: Path | None = None,
        evidence: Path | None = None,
    ) -> None:
        self._terms = terms
        self._asker = Asker(morphology, terms, evidence)
        self._index = Index(folder)
        self._known = self._learn()

    def write(self, changes: Iterable[tuple[str, Listing | None]], *, anew: bool = False) -> None:
        """Bring services up to date (None removes one); `anew` starts from an empty index."""
        contents = ((i, None if listing is None else self._content(listing)) for i, listing in changes)
        self._index.write(contents, anew=anew)
        self._known = self._learn()

    def search(self, query: Query) -> SearchPage:
        """The page of services that answer `query`."""
        known = self._known
        question = self._asker.ask(query, known)
        hits = _ordered(_candidates(query, question, known), query.language, known)
        place = query.municipality or question.municipality
        notice = None
        if place is not None:
            hits, notice = _local(hits, place, query.language, known)
        if not hits:
            notice = Notice("nothing_found", place)
        page = hits[query.offset : query.offset + query.limit]
        shown = tuple(
            Hit(known.snapshot.listing(i), round(score, 3), reasons(question.readings, known.snapshot.tokens(i)))
            for i, score in page
        )
        return SearchPage(len(hits), shown, notice)

    def understood(self, query: Query) -> Question:
        """How a query is read, before anything is looked for."""
        return self._asker.ask(query, self._known)

    def _content(self, listing: Listing) -> Content:
        return listing, token_fields(listing, self._asker.analyser, self._terms) | facet_fields(listing)

    def _learn(self) -> Known:
        snapshot = self._index.snapshot()
        places = Places(self._terms, self._asker.analyser, snapshot.municipalities())
        return Known(snapshot, places, {x: Spellings(snapshot.vocabulary[x]) for x in LANGUAGES})


def _candidates(query: Query, question: Question, known: Known) -> list[Score]:
    """Every service that has the facets and something of the words, without noise."""
    index = known.snapshot
    score = compose.scoring(question, index)
    musts = compose.filters(query, index)
    shoulds: list[Any] = []
    if query.topic is not None:  # the topic decides what is found, the words only order it
        musts.append(compose.by_topic(index, query.topic))
        shoulds = [score] if score is not None else []
    elif query.text.strip():
        if score is None:
            return []
        musts.append(score)
    hits = index.search(compose.combined(musts, shoulds))
    if query.topic is None:
        floor = NOISE * max((score for _, score in hits), default=0.0)
        hits = [(i, score) for i, score in hits if score >= floor]
    if query.open_now is not None:
        hits = [(i, score) for i, score in hits if bool(open_now(index.listing(i), query.now)) == query.open_now]
    return hits


def _local(hits: list[Score], place: str, language: Language, known: Known) -> tuple[list[Score], Notice | None]:
    """Hits for residents of `place`; when what they ask is not there, the nearest first and a notice."""
    listing = known.snapshot.listing
    best = max((score for _, score in hits), default=0.0)
    served = [(i, score) for i, score in hits if listing(i).service.covers(place)]
    nearer = [(i, score * NEAR_BY if Places.stands_in(listing(i), place) else score) for i, score in served]
    local = _ordered(nearer, language, known)
    if any(score >= LOCAL * best for _, score in served):
        return local, None
    elsewhere = [(i, score) for i, score in hits if score >= LOCAL * best and not listing(i).service.covers(place)]
    distance = {i: known.places.distance(listing(i), place) for i, _ in elsewhere}
    elsewhere.sort(key=lambda hit: (round(distance[hit[0]]), -hit[1], hit[0]))
    return elsewhere + local, Notice("nearest_shown", place) if elsewhere else None


def _ordered(hits: list[Score], language: Language, known: Known) -> list[Score]:
    def key(hit: Score) -> tuple[float, str, str]:
        service_id, score = hit
        texts = known.snapshot.listing(service_id).service.texts
        text = texts.get(language) or next(iter(texts.values()))
        return -round(score, 3), text.name.casefold(), service_id

    return sorted(hits, key=key)
