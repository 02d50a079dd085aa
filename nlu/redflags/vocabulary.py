"""From one written word to the groups of the lexicon it belongs to, whatever its form or spelling."""

from __future__ import annotations

from functools import lru_cache

from nlu.morphology.voikko import Analysis, VoikkoAnalyser
from nlu.redflags.entries import Entry, finnish_stems, is_ending, snowball
from nlu.redflags.fuzzy import FuzzyStems
from nlu.redflags.lexicon import Lexicon
from nlu.redflags.spelling import fold

_NONE: frozenset[int] = frozenset()
_SHORT = 3  # folded words up to this length are too ambiguous ("dö" and "do"): they keep their dots
_LOOSE = 7  # letters after a long stem in a misspelt word
_SPLIT_FROM, _SPLIT_TO, _MOST_PIECES, _SHORTEST_PIECE = 7, 40, 4, 3  # words written together
_TRUSTED_COMPOUND = 8  # stem length from which a compound Voikko makes up may be a misspelt word


class Vocabulary:
    """Groups of words, by number. Entries of the lexicon are numbered in the order of its tables."""

    def __init__(self, lexicon: Lexicon, voikko: VoikkoAnalyser) -> None:
        self._voikko = voikko
        self.entries: list[Entry] = [*dict.fromkeys([*lexicon.words, *(e for p in lexicon.phrases for e in p)])]
        self.number = {entry: index for index, entry in enumerate(self.entries)}
        self._exact: dict[str, set[int]] = {}
        self._dotted: dict[str, set[int]] = {}
        self._prefix: dict[str, set[int]] = {}
        self._lemma: dict[str, set[int]] = {}
        self._last: dict[str, set[int]] = {}
        self._stem: dict[str, set[int]] = {}
        self._snowball: dict[tuple[str, str], set[int]] = {}
        self._with_dots = {
            index for entry, index in self.number.items() if entry.language == "fi" and fold(entry.text) != entry.text
        }
        for entry, index in self.number.items():
            self._file(entry, index)
        room = {stem: 40 for stem in self._prefix} | {stem: _LOOSE for stem in self._stem if stem not in self._prefix}
        room |= {word: 0 for word in self._exact if word not in room}
        self._fuzzy = FuzzyStems(room)
        self.exact = lru_cache(maxsize=50_000)(self._exact_forms)
        self.misspelt = lru_cache(maxsize=50_000)(self._misspelt)
        self.pieces = lru_cache(maxsize=5_000)(self._pieces)

    def _file(self, entry: Entry, index: int) -> None:
        folded = fold(entry.text)
        short = len(folded) <= _SHORT
        if entry.kind == "prefix":
            self._prefix.setdefault(folded, set()).add(index)
            return
        table = self._dotted if short and folded != entry.text else self._exact
        table.setdefault(entry.text if table is self._dotted else folded, set()).add(index)
        if entry.kind == "exact":
            return
        if entry.language != "fi":
            if not short:
                self._snowball.setdefault((entry.language, snowball(folded, entry.language)), set()).add(index)
            return
        self._lemma.setdefault(entry.text, set()).add(index)
        if entry.kind == "last_part":
            self._last.setdefault(entry.text, set()).add(index)
        for stem in finnish_stems(entry.text, self._voikko):
            self._stem.setdefault(stem, set()).add(index)

    def _exact_forms(self, word: str, dotless: bool) -> frozenset[int]:
        """Entries that cover a lower-case word; ``dotless`` when its whole message has no ä or ö."""
        folded = fold(word)
        found = set(self._exact.get(folded, ())) | self._dotted.get(word, set())
        for length in range(3, len(folded) + 1):
            found |= self._prefix.get(folded[:length], set())
        if len(folded) > _SHORT:
            for language in ("sv", "en"):
                found |= self._snowball.get((language, snowball(folded, language)), set())
        analyses = self._analyses(word)
        if not analyses or dotless:
            found |= self._by_stem(folded)
        if found and word == folded and any(analysis.word_class != "name" for analysis in analyses):
            found -= self._with_dots  # "lapsi" is a word of its own, no "läpsi" without dots
        for analysis in analyses:
            for lemma in (analysis.lemma, *analysis.bases):
                found |= self._lemma.get(lemma, set())
            found |= self._last.get(analysis.parts[-1], set())
        return frozenset(found) if found else _NONE

    def is_finnish(self, word: str) -> bool:
        """Whether Voikko knows a word."""
        return bool(self._analyses(word))

    def lemma(self, word: str) -> str | None:
        """The likeliest base form of a Finnish word, None when Voikko does not know it."""
        analyses = self._analyses(word)
        if not analyses:
            return None
        return min(analyses, key=lambda analysis: (analysis.word_class == "name", len(analysis.parts))).lemma

    def parts(self, word: str) -> tuple[str, ...]:
        """The base forms of the parts of a Finnish compound; empty for other words."""
        analyses = self._analyses(word)
        return analyses[0].parts if analyses and len(analyses[0].parts) > 1 else ()

    def is_partitive(self, word: str) -> bool:
        """Whether a word may be the object of a negation; words Voikko does not know are judged by their end."""
        analyses = self._analyses(word)
        return any(a.case == "partitive" for a in analyses) if analyses else word.endswith(("ta", "tä", "aa", "ää"))

    def _analyses(self, word: str) -> tuple[Analysis, ...]:
        return self._voikko.analyses(word) if len(word) > 1 else ()

    def _pieces(self, word: str, dotless: bool) -> tuple[str, ...]:
        """The words of several written as one ("eihengitä"); the word itself when it is one."""
        if len(word) < _SPLIT_FROM or len(word) > _SPLIT_TO or self._analyses(word) or self.exact(word, dotless):
            return (word,)
        return self._cut(word, dotless, _MOST_PIECES) or (word,)

    def _cut(self, word: str, dotless: bool, most: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if not self._is_word(left, dotless):
                continue
            rest = (
                (right,) if self._is_word(right, dotless) else self._cut(right, dotless, most - 1) if most > 2 else ()
            )
            if rest and (not best or len(rest) < len(best) - 1):
                best = (left, *rest)
        if best and any(self.exact(piece, dotless) for piece in best):
            return best
        return ()

    def _is_word(self, word: str, dotless: bool) -> bool:
        if self.exact(word, dotless):
            return len(word) > 2 or word in ("ei", "en", "et", "on", "no", "is", "se", "ej", "mä")
        return len(word) >= _SHORTEST_PIECE and any(len(a.parts) == 1 for a in self._analyses(word))

    def _by_stem(self, folded: str) -> set[int]:
        found: set[int] = set()
        for length in range(3, len(folded) + 1):
            entries = self._stem.get(folded[:length])
            if entries and is_ending(folded[length:]):
                found |= entries
        return found

    def _misspelt(self, word: str) -> frozenset[int]:
        """Entries that a misspelt word is nearest to."""
        analyses = self._analyses(word)
        made_up = bool(analyses) and all(len(analysis.parts) > 1 for analysis in analyses)
        if analyses and not made_up:
            return _NONE
        near = self._fuzzy.find(fold(word))
        if made_up:
            near = tuple(stem for stem in near if len(stem) >= _TRUSTED_COMPOUND)
        tables = (self._prefix, self._stem, self._exact)
        return frozenset(entry for stem in near[:3] for table in tables for entry in table.get(stem, ()))
