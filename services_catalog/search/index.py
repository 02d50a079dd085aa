"""The tantivy index: services in, candidates with scores out. The tokens are ours (analysis.py).

Each service is stored in it whole (as JSON), so that answering a search reads no database. Readers work on a
snapshot, which a write replaces. A service keeps its number as long as the index lives; numbers lead to its card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from pydantic import BaseModel

from services_catalog.record import LANGUAGES, Language, Listing
from services_catalog.search.cards import GONE, Card, Cards, card_of
from services_catalog.search.fields import FACETS, TEXT_FIELDS, whole_field
from services_catalog.search.found import NOTHING, Found
from services_catalog.search.words import Words
from services_catalog.vocabulary import Vocabulary

HEAP_BYTES, LARGE_HEAP_BYTES = 15_000_000, 60_000_000
"""For writing changes (the least tantivy allows) and for writing everything: fewer segments make searches quicker."""
SERVICES = 500
"""Documents kept as read: the same ones are shown again and again."""
REASON_FIELDS = (*TEXT_FIELDS, "topic", "also_topic")

Content = tuple[Listing, Card, dict[str, str]]
"""A service, its card and its index fields."""


class Kept(BaseModel):
    """What the index keeps of a service whole; `tokens` are by field, each between spaces."""

    listing: Listing
    tokens: dict[str, str]


class Index:
    """One process's index, in memory or in a folder of its own. Writes are the caller's to serialise."""

    def __init__(self, terms: Vocabulary, folder: Path | None = None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("number", fast=True)
        builder.add_bytes_field("kept", stored=True)
        for language in LANGUAGES:
            builder.add_text_field(whole_field(language), tokenizer_name="tokens", index_option="basic")
        for name in (*FACETS, *TEXT_FIELDS):
            builder.add_text_field(name, tokenizer_name="tokens", index_option="freq")
        self._schema = builder.build()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("tokens", tokenizer)
        self._numbers: dict[str, int] = {}
        self._cards: list[Card] = []
        self._words = {language: Words(language) for language in LANGUAGES}
        self._restore(terms)

    def write(self, changes: Iterable[tuple[str, Content | None]], *, anew: bool = False) -> None:
        """Replace the services of `changes` (None removes one); `anew` empties the index first."""
        cards: dict[str, Card] = {}
        tokens: dict[str, set[str]] = {name: set() for name in TEXT_FIELDS}
        numbers = {} if anew else dict(self._numbers)
        writer = self._index.writer(heap_size=LARGE_HEAP_BYTES if anew else HEAP_BYTES, num_threads=1)
        if anew:
            writer.delete_all_documents()
        for service_id, content in changes:
            writer.delete_documents_by_term("id", service_id)
            number = numbers.setdefault(service_id, len(numbers))
            cards[service_id] = GONE
            if content is not None:
                listing, cards[service_id], fields = content
                document = tantivy.Document(id=service_id, **fields)
                document.add_unsigned("number", number)
                matched = {name: f" {fields[name]} " for name in REASON_FIELDS if name in fields}
                document.add_bytes("kept", Kept(listing=listing, tokens=matched).model_dump_json().encode())
                writer.add_document(document)
                if not anew:
                    for name in tokens.keys() & fields.keys():
                        tokens[name].update(fields[name].split())
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        if anew:
            self._cards, self._words = [], {language: Words(language) for language in LANGUAGES}
            tokens = self._tokens()
        self._numbers = numbers
        self._learn({numbers[service_id]: card for service_id, card in cards.items()}, tokens)

    def snapshot(self) -> Snapshot:
        """The index as it is now."""
        return Snapshot(self._schema, self._index.searcher(), Cards(self._cards), dict(self._words))

    def _restore(self, terms: Vocabulary) -> None:
        """Learn what the folder has, after a restart."""
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.all_query(), limit=max(searcher.num_docs, 1), count=False).hits
        addresses = [address for _, address in hits]
        listings = (_read(bytes(searcher.doc(address).get_first("kept"))).listing for address in addresses)
        cards = [card_of(listing, terms) for listing in listings]
        numbers = searcher.fast_field_values("number", addresses)
        self._numbers = {card.id: number for card, number in zip(cards, numbers, strict=True)}
        self._learn(dict(zip(numbers, cards, strict=True)), self._tokens())

    def _tokens(self) -> dict[str, set[str]]:
        """All tokens of the index by field."""
        searcher = self._index.searcher()
        return {name: {token for token, _ in searcher.terms_with_prefix(name, "")} for name in TEXT_FIELDS}

    def _learn(self, cards: Mapping[int, Card], tokens: Mapping[str, set[str]]) -> None:
        self._cards += [GONE] * (max(cards, default=-1) + 1 - len(self._cards))
        for number, card in cards.items():
            self._cards[number] = card
        for words in self._words.values():
            words.add(tokens)


class Snapshot:
    """The index at one moment, for reading."""

    def __init__(self, schema: Any, searcher: Any, cards: Cards, words: Mapping[Language, Words]) -> None:
        self.schema, self.cards, self.words = schema, cards, words
        self._searcher = searcher

    def search(self, query: Any, most: int | None = None) -> Found:
        """The services that match a tantivy query, best first; all of them, or the `most` best."""
        if not self._searcher.num_docs:
            return NOTHING
        hits = self._searcher.search(query, limit=most or self._searcher.num_docs, count=False).hits
        addresses = [address for _, address in hits]
        numbers = np.array(self._searcher.fast_field_values("number", addresses), np.int64)
        return Found(np.array(addresses, object), numbers, np.array([score for score, _ in hits], float))

    def municipalities(self) -> frozenset[str]:
        """Codes of the municipalities that some service is limited to."""
        return frozenset(code for code, _ in self._searcher.terms_with_prefix("municipality", "") if code.isdigit())

    def document(self, address: Any) -> Kept:
        """A service with its tokens."""
        return _read(bytes(self._searcher.doc(address).get_first("kept")))


@lru_cache(maxsize=SERVICES)
def _read(document: bytes) -> Kept:
    return Kept.model_validate_json(document)
