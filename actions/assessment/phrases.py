"""Finding lay phrases in analysed words.

A phrase is analysed like the message, so "niska on jäykkä" finds "niskani on kauhean jäykkä": its content words in
any order, near each other, in one sentence, with the same polarity. "Ei juo" is found only where drinking is negated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from actions.assessment.replies import Replies
from actions.assessment.words import Analyser, Word, plain_words
from nlu.denial import only_denies

_AS_WRITTEN = "="
_GAP = 4  # words that may stand between the words of a phrase ("niska on kyllä ihan hirveän jäykkä")
_SENTENCE_ENDS = frozenset(".!?;")
_TURNS = frozenset(("mutta", "mut", "mutten", "muttei", "vaan", "men", "but"))
_SHORTEST_TYPO = 5  # letters; a one-letter difference in a shorter word is too often another word
_LONG = 9  # letters; two differences are tolerated from here on
_UNCHECKED = ("word", "unknown")  # classes of words that no dictionary was asked about, or none knows


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content words of a phrase, each as its forms; ``negated`` when the phrase denies something.

    ``weight`` says how much the phrase tells: the number of its content words, 0 for "mulla" and the like.
    ``bare`` when it is only a no or a yes ("ei enää"): a message with words of meaning does not say it.
    ``exact``: only as written.
    """

    words: tuple[frozenset[str], ...]
    negated: bool
    weight: int
    bare: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: the indexes of its words. ``denied`` when the message says the opposite."""

    words: frozenset[int]
    denied: bool
    weight: int


def forms(word: Word) -> frozenset[str]:
    """The spellings by which a word is compared: as written, repaired, and its base forms."""
    return frozenset((word.surface.lower(), word.normal, *word.lemmas))


def compile_phrase(text: str, analyse: Analyser | None, replies: Replies) -> Phrase | None:
    """Analyse a phrase from a content file: its words, without the light ones unless it has no others.

    A phrase that begins with "=" is found only as it is written ("=mieheni" is my husband, "mies" any man).
    """
    exact = text.startswith(_AS_WRITTEN)
    text = text.removeprefix(_AS_WRITTEN)
    words = analysed(text, analyse)
    telling = [word for word in words if not is_light(word, replies.light)]
    content = telling or [word for word in words if word.surface[0].isalnum()]
    if not content:
        return None
    denying = any(word.word_class == "negation" for word in words)
    # A negation that is all there is ("ei") denies nothing: the phrase is found by it.
    negated = any(word.negated for word in words) or (denying and bool(telling))
    bare = not telling and (denying or only_denies(words) or replies.only(("yes",), replies.spellings(words)))
    return Phrase(tuple(own_forms(word, exact) for word in content), negated, len(telling), bare, exact)


def analysed(text: str, analyse: Analyser | None) -> Sequence[Word]:
    """The words of a text of a content file."""
    return analyse(text) if analyse else plain_words(text)


def own_forms(word: Word, exact: bool = False) -> frozenset[str]:
    """A phrase's word: only its first base form, so that a rare reading does not match another word."""
    return frozenset((word.surface.lower(),) if exact else (word.surface.lower(), word.normal, *word.lemmas[:1]))


def is_light(word: Word, light: frozenset[str]) -> bool:
    """Whether the word has no meaning of its own."""
    if word.word_class in ("negation", "punct") or not word.surface[0].isalnum():
        return True
    if not light.isdisjoint((word.normal, word.surface.lower())):
        return True
    # A base form is judged as itself: "miniä" may also be read as "minä", and the stem of Swedish "andas" is "and".
    return word.normal not in word.lemmas and not light.isdisjoint(word.lemmas[:1])


@dataclass(frozen=True, slots=True)
class Message:
    """A message prepared for finding phrases in it."""

    words: tuple[Word, ...]
    forms: tuple[frozenset[str], ...]
    written: tuple[frozenset[str], ...]
    sentences: tuple[int, ...]
    light: tuple[bool, ...]
    unable: tuple[bool, ...]

    @classmethod
    def of(cls, words: Sequence[Word], replies: Replies) -> Message:
        """Prepare ``words``; ``replies`` know the words without a meaning of their own, and those of not being able."""
        sentences, number = [], 0
        for word in words:
            if word.surface[0] in _SENTENCE_ENDS or not _TURNS.isdisjoint(forms(word)):
                number += 1
            sentences.append(number)
        return cls(
            tuple(words),
            tuple(forms(word) for word in words),
            tuple(frozenset((word.surface.lower(), word.normal)) for word in words),
            tuple(sentences),
            tuple(is_light(word, replies.light) for word in words),
            tuple(_unable(words, index, replies.able) for index in range(len(words))),
        )

    def content(self) -> frozenset[int]:
        """Indexes of the words that carry meaning."""
        return frozenset(index for index, light in enumerate(self.light) if not light)


def find(phrase: Phrase, message: Message, *, typos: bool = False) -> Match | None:
    """The tightest place where the phrase occurs, or None. ``typos`` also accepts misspelt words."""
    places = [
        [
            i
            for i, found in enumerate(message.written if phrase.exact else message.forms)
            if wanted & found or (typos and _misspelt(wanted, message.words[i]))
        ]
        for wanted in phrase.words
    ]
    best: tuple[int, ...] | None = None
    for indexes in product(*places):
        spread = max(indexes) - min(indexes)
        if len(set(indexes)) < len(indexes) or spread > len(indexes) - 1 + _GAP:
            continue
        if len({message.sentences[index] for index in indexes}) > 1:
            continue
        if best is None or spread < max(best) - min(best):
            best = indexes
    if best is None:
        return None
    negated = _negated(best, message) or (phrase.negated and _beside_negation(best, message))
    denied = not phrase.bare and negated != phrase.negated
    if denied and _of_being_able(best, message):
        return None
    return Match(frozenset(best), denied, phrase.weight)


def _unable(words: Sequence[Word], index: int, able: frozenset[str]) -> bool:
    """Whether the word says that one cannot: "pysty" in "en pysty", "kan" in "kan inte", "can't"."""
    word = words[index]
    denied = word.negated or any(near.word_class == "negation" for near in words[index : index + 2])
    return denied and not forms(word).isdisjoint(able)


def _of_being_able(indexes: Iterable[int], message: Message) -> bool:
    """Whether the sentence denies being able or willing: "en pysty puhumaan" does not deny that speaking is hard."""
    chosen = set(indexes)
    sentence = message.sentences[min(chosen)]
    return any(
        unable and index not in chosen and message.sentences[index] == sentence
        for index, unable in enumerate(message.unable)
    )


def _negated(indexes: Iterable[int], message: Message) -> bool:
    """Whether any of the words is negated, also by a negation after them ("kuumetta ei ole")."""
    chosen = list(indexes)
    if any(message.words[index].negated for index in chosen):
        return True
    sentence = message.sentences[chosen[0]]
    for index in range(max(chosen) + 1, len(message.words)):
        word = message.words[index]
        if message.sentences[index] != sentence or word.surface == ",":
            return False
        if word.word_class == "negation":
            rest = (i for i in range(index + 1, len(message.words)) if message.sentences[i] == sentence)
            return all(message.light[i] for i in rest)
        if not message.light[index]:
            return False
    return False


def _beside_negation(indexes: Iterable[int], message: Message) -> bool:
    """Whether a negation stands among the words, or before them with light words between: "ei oo helppo hengittää"."""
    first, last = min(indexes), max(indexes)
    while first and message.light[first - 1] and message.sentences[first - 1] == message.sentences[last]:
        if message.words[first - 1].surface == ",":  # "ei oo, vesi pysyy sisällä" denies what stands before the comma
            break
        first -= 1
    return any(word.word_class == "negation" for word in message.words[first : last + 1])


def _misspelt(wanted: frozenset[str], word: Word) -> bool:
    """Whether ``word`` may be a slip for one of ``wanted``: never a word that the analyser knows ("syön", "syöpä")."""
    if word.word_class not in _UNCHECKED and not word.repaired:
        return False
    return any(_near(right, written) for right in wanted for written in (word.surface.lower(), word.normal))


def _near(right: str, written: str) -> bool:
    """Whether two words differ by one letter (two in long words) left out, added, changed or swapped."""
    allowed = 0 if len(right) < _SHORTEST_TYPO else 1 if len(right) < _LONG else 2
    if not allowed or abs(len(right) - len(written)) > allowed or right[0] != written[:1]:
        return False
    return _distance(right, written) <= allowed


def _distance(a: str, b: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment)."""
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, previous = previous, row
    return previous[-1]
