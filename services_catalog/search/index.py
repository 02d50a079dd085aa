"""The tantivy index: services in, candidates with scores out. The tokens are ours (analysis.py).

Each service is stored in it whole (as JSON), so that answering a search reads no database. Readers work on a
snapshot, which a write replaces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy

from services_catalog.record import LANGUAGES, Language, Listing
from services_catalog.search.fields import BOOSTS, FACETS, KINDS, TEXT_FIELDS, field

HEAP_BYTES = 15_000_000
"""The least tantivy allows for one indexing thread; a county's catalogue is far smaller."""

Score = tuple[str, float]
"""A service's id with its score."""
Content = tuple[Listing, dict[str, str]]
"""A service and its index fields."""


class Index:
    """One process's index, in memory or in a folder of its own. Writes are the caller's to serialise."""

    def __init__(self, folder: Path | None = None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("listing", stored=True)
        for name in (*FACETS, *TEXT_FIELDS):
            builder.add_text_field(name, stored=True, tokenizer_name="tokens", index_option="freq")
        self._schema = builder.build()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("tokens", tokenizer)

    def write(self, changes: Iterable[tuple[str, Content | None]], *, anew: bool = False) -> None:
        """Replace the services of `changes` (None removes one); `anew` empties the index first."""
        writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)
        if anew:
            writer.delete_all_documents()
        for service_id, content in changes:
            writer.delete_documents_by_term("id", service_id)
            if content is not None:
                listing, fields = content
                document = tantivy.Document(id=service_id, **fields)
                document.add_bytes("listing", listing.model_dump_json().encode())
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def snapshot(self) -> Snapshot:
        """The index as it is now."""
        self._index.reload()
        return Snapshot(self._schema, self._index.searcher())


class Snapshot:
    """The index at one moment, for reading."""

    def __init__(self, schema: Any, searcher: Any) -> None:
        self.schema = schema
        self._searcher = searcher
        self._listings: dict[str, Listing] = {}
        everything = searcher.search(tantivy.Query.all_query(), limit=max(searcher.num_docs, 1)).hits
        self._addresses = {str(searcher.doc(address).get_first("id")): address for _, address in everything}
        self._ids = {_key(address): service_id for service_id, address in self._addresses.items()}
        self.vocabulary = {language: self._vocabulary(language) for language in LANGUAGES}
        """By language: every token with the fields it is in."""

    def search(self, query: Any) -> list[Score]:
        """All services that match a tantivy query, in no particular order."""
        if not self._ids:
            return []
        hits = self._searcher.search(query, limit=len(self._ids)).hits
        return [(self._ids[_key(address)], score) for score, address in hits]

    def listing(self, service_id: str) -> Listing:
        """A service of the snapshot."""
        if service_id not in self._listings:
            stored = self._searcher.doc(self._addresses[service_id]).get_first("listing")
            self._listings[service_id] = Listing.model_validate_json(bytes(stored))
        return self._listings[service_id]

    def tokens(self, service_id: str) -> Mapping[str, frozenset[str]]:
        """The tokens of a service by field."""
        document = self._searcher.doc(self._addresses[service_id])
        texts = {name: document.get_first(name) for name in (*FACETS, *TEXT_FIELDS)}
        return {name: frozenset(text.split()) for name, text in texts.items() if text}

    def municipalities(self) -> frozenset[str]:
        """Codes of the municipalities that some service is limited to."""
        return frozenset(code for code, _ in self._searcher.terms_with_prefix("municipality", "") if code.isdigit())

    def _vocabulary(self, language: Language) -> dict[str, tuple[str, ...]]:
        where: dict[str, list[str]] = defaultdict(list)
        for group in BOOSTS:
            for kind in KINDS:
                name = field(group, kind, language)
                for token, _count in self._searcher.terms_with_prefix(name, ""):
                    where[token].append(name)
        return {token: tuple(names) for token, names in where.items()}


def _key(address: Any) -> tuple[int, int]:
    return address.segment_ord, address.doc
