"""A message as the matcher sees it: words with their places, sentences and clauses, and where groups occur."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlu.morphology import Morphology, Word
from nlu.redflags.languages import plausible
from nlu.redflags.lexicon import Lexicon
from nlu.redflags.spelling import clean, is_dotless
from nlu.redflags.vocabulary import Vocabulary

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*|\n+|[^\w\s]")
_SENTENCE_END = frozenset(".!?…;")
_CLAUSE_END = frozenset(',:()–—"')
SENTENCE_GAP, LINE_GAP = 3, 1  # places a boundary adds to the distance of the words on its two sides
_MOST_WORDS = 1200  # of 4,000 characters; anything over is not language
_SHORT = 4  # letters up to which a word of another language is not believed
_LONG = 9
_JOINED_FROM = 7  # letters of two words read as one
_PHRASE_STEP = 2  # places between the words of a phrase: one word may come between


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``last`` (inclusive) where a group occurs."""

    first: int
    last: int


@dataclass(slots=True)
class Reading:
    """The words of a message. ``place`` grows by one for each word and more at boundaries; ``ends`` is the
    punctuation after each word; ``spans`` says where each group occurs, ``groups`` which groups each word is in;
    ``marks`` are the context bits of each word (context.py), ``languages`` the plausible ones of each sentence,
    ``partitives`` the words that may be objects of a Finnish negation, ``analysed`` the Finnish words."""

    text: str
    dotless: bool
    words: list[str] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    groups: list[set[str]] = field(default_factory=list)
    languages: dict[int, frozenset[str]] = field(default_factory=dict)
    partitives: set[int] = field(default_factory=set)
    offsets: list[tuple[int, int]] = field(default_factory=list)
    analysed: dict[int, Word] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)

    def add(self, group: str, span: Span) -> None:
        """Note that a group occurs at a span."""
        self.spans.setdefault(group, []).append(span)
        for i in range(span.first, span.last + 1):
            self.groups[i].add(group)


class Reader:
    """Reads messages with one lexicon. Thread-safe."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, finnish: Morphology) -> None:
        self._vocabulary = vocabulary
        self._finnish = finnish
        number = vocabulary.number
        self._groups = {number[entry]: frozenset(groups) for entry, groups in lexicon.words.items()}
        self._reach = [len(entry.text) for entry in vocabulary.entries]
        self._language = {index: entry.language for entry, index in number.items()}
        self._phrases: dict[int, list[tuple[tuple[int, ...], frozenset[str]]]] = {}
        for entries, groups in lexicon.phrases.items():
            numbers = tuple(number[entry] for entry in entries)
            self._phrases.setdefault(numbers[0], []).append((numbers, frozenset(groups)))

    def read(self, text: str) -> Reading:
        """Read a message; total, never raises."""
        cleaned = clean(text)
        reading = Reading(cleaned, is_dotless(cleaned))
        self._split(reading)
        self._guess_languages(reading)
        self._analyse(reading)
        reading.groups = [set() for _ in reading.words]
        reading.marks = [0] * len(reading.words)
        places = self._places(reading)
        for entry, starts in places.items():
            for group in self._groups.get(entry, ()):
                for first, last in starts.items():
                    reading.add(group, Span(first, last))
        self._find_phrases(reading, places)
        return reading

    def _split(self, reading: Reading) -> None:
        place, sentence, clause = 0, 0, 0
        for match in _TOKEN.finditer(reading.text):
            token = match.group()
            if token[0].isalnum():
                for word in self._vocabulary.pieces(token.replace("'", ""), reading.dotless):
                    place += 1
                    reading.words.append(word)
                    reading.offsets.append((match.start(), match.end()))
                    reading.place.append(place)
                    reading.sentence.append(sentence)
                    reading.clause.append(clause)
                    reading.ends.append("")
                if len(reading.words) >= _MOST_WORDS:
                    return
            elif reading.words:
                if not reading.ends[-1] or token in _SENTENCE_END:
                    reading.ends[-1] = token[0]
                ends = token in _SENTENCE_END or len(token) > 1
                if ends and sentence == reading.sentence[-1]:
                    place, sentence, clause = place + SENTENCE_GAP, sentence + 1, clause + 1
                elif (token in _CLAUSE_END or token == "\n") and clause == reading.clause[-1]:
                    place, clause = place + LINE_GAP * (token == "\n"), clause + 1

    def _guess_languages(self, reading: Reading) -> None:
        sentences: dict[int, list[str]] = {}
        for word, sentence in zip(reading.words, reading.sentence, strict=False):
            sentences.setdefault(sentence, []).append(word)
        for sentence, words in sentences.items():
            reading.languages[sentence] = plausible(words, self._vocabulary.languages_of)
        for i, word in enumerate(reading.words):
            if "fi" in reading.languages[reading.sentence[i]] and self._vocabulary.is_partitive(word):
                reading.partitives.add(i)

    def _analyse(self, reading: Reading) -> None:
        if not any("fi" in languages for languages in reading.languages.values()):
            return
        words = {(word.start, word.end): word for word in self._finnish.analyse(reading.text)}
        for i, offsets in enumerate(reading.offsets):
            word = words.get(offsets)
            if word is not None and "fi" in reading.languages[reading.sentence[i]]:
                reading.analysed[i] = word

    def _places(self, reading: Reading) -> dict[int, dict[int, int]]:
        """Where each entry of the lexicon occurs: first word -> last word."""
        places: dict[int, dict[int, int]] = {}
        words = reading.words
        found = [self._entries(reading, i) for i in range(len(words))]
        for i, entries in enumerate(found):
            for entry in entries:
                places.setdefault(entry, {})[i] = i
        for i in range(len(words) - 1):
            # "rinta kipu" is read as "rintakipu" too
            if reading.ends[i] in ("", "-") and len(words[i]) + len(words[i + 1]) >= _JOINED_FROM and len(words[i]) > 1:
                for entry in self._vocabulary.exact(words[i] + words[i + 1], reading.dotless):
                    if self._reach[entry] > len(words[i]) and entry not in found[i + 1]:
                        places.setdefault(entry, {}).setdefault(i, i + 1)
        return places

    def _entries(self, reading: Reading, i: int) -> frozenset[int]:
        """The entries of a word: of its sentence's languages first; a longer word may be of another language."""
        word, languages = reading.words[i], reading.languages[reading.sentence[i]]
        exact = self._vocabulary.exact(word, reading.dotless)
        if i in reading.analysed:
            exact |= self._vocabulary.of_analysis(reading.analysed[i], reading.dotless)
        # of a long misspelt word a part may still be read: "sydänkohtus" begins as "sydän"
        found = exact if exact and len(word) < _LONG else exact | self._vocabulary.misspelt(word)
        own = frozenset(entry for entry in found if self._language[entry] in languages)
        return exact if not own and len(word) > _SHORT else own

    def _find_phrases(self, reading: Reading, places: dict[int, dict[int, int]]) -> None:
        for entry in places.keys() & self._phrases.keys():
            for numbers, groups in self._phrases[entry]:
                if all(number in places for number in numbers):
                    for first in places[entry]:
                        last = _follow(reading, [places[number] for number in numbers], first)
                        if last is not None:
                            for group in groups:
                                reading.add(group, Span(first, last))


def _follow(reading: Reading, places: list[dict[int, int]], first: int) -> int | None:
    """The last word of a phrase that begins at ``first``, or None."""
    at = places[0][first]
    for starts in places[1:]:
        step = next((i for i in (at + 1, at + 2) if i in starts), None)
        if step is None or reading.place[step] - reading.place[at] > _PHRASE_STEP:
            return None
        if step == at + 2 and "NEGATION" in reading.groups[at + 1]:
            return None
        at = starts[step]
    return at
