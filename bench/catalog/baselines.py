"""Engines to compare with that need no server: SQLite FTS5 on words as written, BM25 on character n-grams."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bench.catalog.queries import WEIGHTS, Asked, Document
from services_catalog.record import LANGUAGES, Language

WORD = re.compile(r"\w+")
MOST = 50


class Fts5:
    """SQLite's full text: words as they are written (unicode61 folds case and accents), any of them, BM25."""

    name = "SQLite FTS5"

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._database = sqlite3.connect(":memory:")
        columns = ", ".join(WEIGHTS)
        for language in LANGUAGES:
            self._database.execute(
                f"CREATE VIRTUAL TABLE {language} USING fts5(id UNINDEXED, {columns}, tokenize='unicode61')"
            )
            rows = [(d.id, *(d.texts[language][name] for name in WEIGHTS)) for d in documents if language in d.texts]
            self._database.executemany(f"INSERT INTO {language} VALUES (?{', ?' * len(WEIGHTS)})", rows)

    def search(self, asked: Asked) -> list[str]:
        """Best first."""
        if not WORD.search(asked.text):
            return []
        words = " OR ".join(f'"{word}"' for word in WORD.findall(asked.text))
        weights = ", ".join(map(str, WEIGHTS.values()))
        rows = self._database.execute(
            f"SELECT id FROM {asked.language} WHERE {asked.language} MATCH ? "
            f"ORDER BY bm25({asked.language}, 0, {weights}), id LIMIT {MOST}",
            (words,),
        )
        return [i for (i,) in rows if self._documents[i].covers(asked.municipality)]

    def close(self) -> None:
        """Give the database back."""
        self._database.close()


class NGrams:
    """BM25 over the 3 to 5 letter pieces of words, texts weighted by their counts (as BM25F does)."""

    name = "BM25, n-grams"
    saturation, length_share = 1.2, 0.75
    letters = (3, 4, 5)

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._indexes = {language: self._index(language) for language in LANGUAGES}

    def search(self, asked: Asked) -> list[str]:
        """Best first."""
        scores: dict[int, float] = defaultdict(float)
        for gram in set(self._grams(asked.text)):
            for number, score in self._indexes[asked.language].get(gram, ()):
                scores[number] += score
        best = sorted(scores, key=lambda number: (-scores[number], number))
        return [self._documents[n].id for n in best if self._documents[n].covers(asked.municipality)][:MOST]

    def _index(self, language: Language) -> dict[str, list[tuple[int, float]]]:
        """Gram -> documents with what the gram adds to their scores."""
        counts = {
            number: self._counts(d.texts[language]) for number, d in enumerate(self._documents) if language in d.texts
        }
        sizes = {number: sum(grams.values()) for number, grams in counts.items()}
        mean = sum(sizes.values()) / max(len(sizes), 1)
        frequency = Counter(gram for grams in counts.values() for gram in grams)
        index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, grams in counts.items():
            norm = self.saturation * (1 - self.length_share + self.length_share * sizes[number] / mean)
            for gram, count in grams.items():
                rarity = math.log(1 + (len(sizes) - frequency[gram] + 0.5) / (frequency[gram] + 0.5))
                index[gram].append((number, rarity * count * (self.saturation + 1) / (count + norm)))
        return index

    def _counts(self, texts: Mapping[str, str]) -> Mapping[str, float]:
        counts: dict[str, float] = defaultdict(float)
        for name, text in texts.items():
            for gram in self._grams(text):
                counts[gram] += WEIGHTS[name]
        return counts

    def _grams(self, text: str) -> Iterator[str]:
        for word in WORD.findall(text.lower()):
            padded = f"^{word}$"
            for size in self.letters:
                yield from (padded[start : start + size] for start in range(len(padded) - size + 1))
