"""Answering a query: candidates from the index, then the resident's municipality, order and page.

Order is the same for the same catalogue and query: score, then name, then id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from nlu.morphology import Morphology
from services_catalog.record import Language, Listing
from services_catalog.search import compose
from services_catalog.search.asking import Asker, Known, Question
from services_catalog.search.cards import card_of
from services_catalog.search.fields import facet_fields, token_fields
from services_catalog.search.found import NOTHING, Found
from services_catalog.search.index import Content, Index, Snapshot
from services_catalog.search.model import Hit, Notice, Query, SearchPage
from services_catalog.search.places import Places
from services_catalog.search.reasons import reasons
from services_catalog.vocabulary import Vocabulary

NOISE = 0.2
"""Hits below this share of the best score matched a word in passing and are left out."""
LOCAL = 0.7
"""A municipality has what is asked when its best hit has this share of the best anywhere; else neighbours."""
MOST = 500
"""Services an answer has at most; nobody looks at more of them, and a common word is in tens of thousands."""
NEAR_BY = 1.25
"""A door in the resident's own municipality is worth this much more than a service for the whole county."""


class Engine:
    """Search over one index. Writes are the caller's to serialise; searches may run beside them."""

    def __init__(
        self,
        morphology: Callable[[Language], Morphology],
        terms: Vocabulary,
        folder: Path | None = None,
        model: Path | None = None,
    ) -> None:
        self._terms = terms
        self._asker = Asker(morphology, terms, model)
        self._index = Index(terms, folder)
        self._known = self._learn()

    def write(self, changes: Iterable[tuple[str, Listing | None]], *, anew: bool = False) -> None:
        """Bring services up to date (None removes one); `anew` starts from an empty index."""
        contents = ((i, None if listing is None else self._content(listing)) for i, listing in changes)
        self._index.write(contents, anew=anew)
        self._known = self._learn(self._known.places)

    def search(self, query: Query) -> SearchPage:
        """The page of services that answer `query`."""
        known = self._known
        question = self._asker.ask(query, known)
        place = query.municipality or question.municipality
        found, notice = self._found(query, question, place, known.snapshot)
        if not len(found):
            notice = Notice("nothing_found", place)
        shown = []
        for address, score in found.page(query.offset, query.limit):
            kept = known.snapshot.document(address)
            shown.append(Hit(kept.listing, round(score, 3), reasons(question.readings, kept.tokens)))
        return SearchPage(len(found), tuple(shown), notice)

    def understood(self, query: Query) -> Question:
        """How a query is read, before anything is looked for."""
        return self._asker.ask(query, self._known)

    def _content(self, listing: Listing) -> Content:
        fields = token_fields(listing, self._asker.analyser, self._terms) | facet_fields(listing)
        return listing, card_of(listing, self._terms), fields

    def _learn(self, places: Places | None = None) -> Known:
        snapshot = self._index.snapshot()
        codes = snapshot.municipalities()
        if places is None or places.codes != codes:
            places = Places(self._terms, self._asker.analyser, codes)
        return Known(snapshot, places)

    def _found(
        self, query: Query, question: Question, place: str | None, index: Snapshot
    ) -> tuple[Found, Notice | None]:
        """Hits in order; for residents of `place` what they can use, or else the nearest first and a notice."""
        wanted = compose.wanted(query, question, index)
        if wanted is None:
            return NOTHING, None
        if place is None:
            found = _candidates(wanted, query, index)
            return _ordered(found.at_least(_floor(query, found.best)), query.language, index), None
        best = _candidates(wanted, query, index, 1).best
        served = _candidates(compose.served(wanted, place, index), query, index)
        served = served.at_least(_floor(query, best))
        nearer = np.where(index.cards.have_doors(served.numbers, place), NEAR_BY, 1.0)
        local = _ordered(served.weighted(nearer), query.language, index)
        if len(served) and served.best >= LOCAL * best:
            return local, None
        elsewhere = _candidates(wanted, query, index).at_least(LOCAL * best)
        away = index.cards.distances(elsewhere.numbers, self._terms.municipalities[place].centre).round()
        ranks = index.cards.ranks(elsewhere.numbers, query.language)
        nearest = elsewhere.only(np.lexsort((ranks, -elsewhere.scores.round(3), away)))
        return nearest.then(local), Notice("nearest_shown", place) if len(elsewhere) else None


def _candidates(wanted: Any, query: Query, index: Snapshot, most: int | None = None) -> Found:
    """The best services that match; all of them when the query has no words to tell better from worse."""
    asked = query.topic is not None or bool(query.text.strip())
    if query.open_now is not None or most is None:  # the hours are looked at afterwards
        most = MOST if asked else None
    found = index.search(wanted, most)
    if query.open_now is not None:
        found = found.only(index.cards.are_open(found.numbers, query.now) == query.open_now)
    return found


def _floor(query: Query, best: float) -> float:
    """The least score of a hit; a topic's services are all wanted."""
    return NOISE * best if query.topic is None else 0.0


def _ordered(found: Found, language: Language, index: Snapshot) -> Found:
    return found.only(np.lexsort((index.cards.ranks(found.numbers, language), -found.scores.round(3))))
