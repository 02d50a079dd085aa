"""From one written word to the entries of the lexicon that cover it, whatever its form or spelling."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nlu.morphology.voikko import Analysis, VoikkoAnalyser
from nlu.morphology.word import Word
from nlu.redflags.entries import Entry, finnish_stems, is_ending, snowball
from nlu.redflags.fuzzy import FuzzyStems
from nlu.redflags.spelling import fold

_NONE: frozenset[int] = frozenset()
_LOOSE = 7  # letters after a long stem in a misspelt word
_SPLIT_FROM, _SPLIT_TO, _MOST_PIECES, _SHORTEST_PIECE = 7, 40, 4, 3  # words written together
_TRUSTED_COMPOUND = 8  # stem length from which a compound Voikko makes up may be a misspelt word
_FOREIGN = ("sv", "en")
Table = dict[str, set[int]]


class Spellings:
    """Look-up tables of the entries in one way of spelling: with dots, or without."""

    def __init__(self) -> None:
        self.exact: Table = {}
        self.prefix: Table = {}
        self.snowball: dict[tuple[str, str], set[int]] = {}

    def file(self, entry: Entry, index: int, text: str) -> None:
        """Add an entry spelt ``text``."""
        if entry.kind == "prefix":
            self.prefix.setdefault(text, set()).add(index)
            return
        self.exact.setdefault(text, set()).add(index)
        if entry.kind != "exact" and entry.language in _FOREIGN and len(text) > 3:
            self.snowball.setdefault((entry.language, snowball(text, entry.language)), set()).add(index)

    def find(self, word: str) -> set[int]:
        """Entries of a word in this spelling."""
        found = set(self.exact.get(word, ()))
        for length in range(3, len(word) + 1):
            if entries := self.prefix.get(word[:length]):
                found |= entries
        if len(word) > 3:
            for language in _FOREIGN:
                if entries := self.snowball.get((language, snowball(word, language))):
                    found |= entries
        return found


class Vocabulary:
    """Entries by number, and the ways to reach them from a word. Thread-safe."""

    def __init__(
        self, entries: Iterable[Entry], voikko: VoikkoAnalyser, ordinary: frozenset[str] = frozenset()
    ) -> None:
        """``ordinary`` are words of everyday messages, never taken for misspelt signs."""
        self._voikko = voikko
        self._ordinary = ordinary
        self.entries = [*dict.fromkeys(entries)]
        self.number = {entry: index for index, entry in enumerate(self.entries)}
        self._dotted, self._folded = Spellings(), Spellings()
        self._lemma: Table = {}
        self._last: Table = {}
        self._stems: dict[str, set[tuple[str, int]]] = {}  # folded stem -> (stem, entry)
        for entry, index in self.number.items():
            self._file(entry, index)
        self._with_dots = {index for entry, index in self.number.items() if fold(entry.text) != entry.text}
        room = dict.fromkeys(self._stems, _LOOSE) | {word: 0 for word in self._folded.exact if word not in self._stems}
        self._fuzzy = FuzzyStems(room | dict.fromkeys(self._folded.prefix, 40))
        self._is_stem = lru_cache(maxsize=20_000)(self._is_stem_of)
        self.exact = lru_cache(maxsize=50_000)(self._exact)
        self.misspelt = lru_cache(maxsize=50_000)(self._misspelt)
        self.pieces = lru_cache(maxsize=5_000)(self._pieces)

    def _file(self, entry: Entry, index: int) -> None:
        self._dotted.file(entry, index, entry.text)
        self._folded.file(entry, index, fold(entry.text))
        if entry.language != "fi" or entry.kind not in ("lemma", "last_part"):
            return
        self._lemma.setdefault(entry.text, set()).add(index)
        if entry.kind == "last_part":
            self._last.setdefault(entry.text, set()).add(index)
        for stem in finnish_stems(entry.text, self._voikko):
            self._stems.setdefault(fold(stem), set()).add((stem, index))

    def _exact(self, word: str, dotless: bool) -> frozenset[int]:
        """Entries that cover a lower-case word; ``dotless`` when its whole message has no ä, ö or å."""
        analyses = self._analyses(word)
        found = self._dotted.find(word)
        undotted = dotless or not analyses
        if undotted:
            folded = fold(word)
            loose = self._folded.find(folded) | self._by_stem(folded)
            if word == folded and any(analysis.word_class != "name" for analysis in analyses):
                loose -= self._with_dots  # "lapsi" is a word of its own, no "läpsi" without dots
            if not dotless:  # only Finnish tells by itself that the dots are missing
                loose = {index for index in loose if self.entries[index].language == "fi"}
            found |= loose
        for analysis in analyses:
            for lemma in (analysis.lemma, *analysis.bases):
                found |= self._lemma.get(lemma, set())
            found |= self._last.get(analysis.parts[-1], set())
        return frozenset(found) if found else _NONE

    def of_analysis(self, word: Word, dotless: bool) -> frozenset[int]:
        """Entries of a Finnish word by its repaired spelling and its base forms."""
        found = set(self.exact(word.normal, dotless)) if word.normal != word.surface else set()
        for lemma in word.lemmas:
            found |= self._lemma.get(lemma, set())
        if len(word.parts) > 1:
            found |= self._last.get(word.parts[-1], set())
        return frozenset(index for index in found if self.entries[index].language == "fi")

    def _by_stem(self, folded: str) -> set[int]:
        found: set[int] = set()
        for length in range(3, len(folded) + 1):
            stems = self._stems.get(folded[:length])
            if stems and is_ending(folded[length:]):
                found |= {index for stem, index in stems if self._is_stem(stem, self.entries[index].text)}
        return found

    def _is_stem_of(self, stem: str, lemma: str) -> bool:
        """Whether Voikko knows a form of ``lemma`` that is built on ``stem``."""
        if stem == lemma:
            return True
        return any(
            analysis.lemma == lemma or lemma in analysis.bases
            for ending in _TRIED
            for analysis in self._voikko.analyses(stem + ending)
        )

    def _analyses(self, word: str) -> tuple[Analysis, ...]:
        return self._voikko.analyses(word) if len(word) > 1 else ()

    def languages_of(self, word: str) -> frozenset[str]:
        """The languages that know a word: Finnish by Voikko, the others by the lexicon."""
        found = {self.entries[index].language for index in self._dotted.find(word)} - {"fi"}
        return frozenset(found | {"fi"} if self._analyses(word) else found)

    def is_partitive(self, word: str) -> bool:
        """Whether a word may be the object of a negation; words Voikko does not know are judged by their end."""
        analyses = self._analyses(word)
        return any(a.case == "partitive" for a in analyses) if analyses else word.endswith(("ta", "tä", "aa", "ää"))

    def _misspelt(self, word: str) -> frozenset[int]:
        """Entries that a misspelt word is nearest to."""
        if word in self._ordinary:
            return _NONE
        analyses = self._analyses(word)
        made_up = bool(analyses) and all(len(analysis.parts) > 1 for analysis in analyses)
        if analyses and not made_up:
            return _NONE
        near = self._fuzzy.find(fold(word))
        if made_up:
            near = tuple(stem for stem in near if len(stem) >= _TRUSTED_COMPOUND)
        found: set[int] = set()
        for stem in near[:3]:
            found |= self._folded.prefix.get(stem, set()) | self._folded.exact.get(stem, set())
            stems = self._stems.get(stem, ())
            found |= {index for dotted, index in stems if self._is_stem(dotted, self.entries[index].text)}
        return frozenset(found)

    def _pieces(self, word: str, dotless: bool) -> tuple[str, ...]:
        """The words of several written as one ("eihengitä"); the word itself when it is one."""
        if not _SPLIT_FROM <= len(word) <= _SPLIT_TO or word in self._ordinary:
            return (word,)
        if self._analyses(word) or self.exact(word, dotless):
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
        return best if any(self.exact(piece, dotless) for piece in best) else ()

    def _is_word(self, word: str, dotless: bool) -> bool:
        if self.exact(word, dotless):
            return len(word) > 2 or word in _SHORT_WORDS
        return len(word) >= _SHORTEST_PIECE and any(len(a.parts) == 1 for a in self._analyses(word))


_SHORT_WORDS = frozenset(("ei", "en", "et", "on", "no", "is", "ej", "mä"))
# Endings that show whether a stem is a stem: nominal and verbal, both vowel harmonies.
_TRIED = (
    "n", "a", "ä", "", "t", "ssa", "ssä", "ta", "tä", "lla", "llä", "na", "nä", "en", "in", "aan", "ään", "ia", "iä",
    "issa", "issä", "vat", "vät", "i", "nut", "nyt", "ttu", "tty", "taan", "tään", "isi", "massa", "mässä", "ksi", "e",
)  # fmt: skip
