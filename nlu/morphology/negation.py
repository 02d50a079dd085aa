"""Which words a Finnish negation covers.

The scope of "ei" runs to the end of its clause: a sentence end, a conjunction that opens a new clause, a
comma unless a list goes on, or a new finite verb. "ei X tai Y" and "ei X eikä Y" cover both, "ei X mutta
Y" and "ei X vaan Y" only X, "ei vain X vaan Y" neither, and "eikö" asks. A partitive before the negation
is covered too ("kuumetta ei ole"), a subject is not ("kipu ei hellitä"). "ilman" covers its own noun.
After VISK § 1615-1640. Where the text leaves it open, a symptom counts as present: that is the safe side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from nlu.morphology.word import Word

_STOPS = frozenset(".!?;:…()\n")
_ADVERSATIVE = frozenset(("mutta", "vaan", "paitsi", "kuitenkin", "silti", "kylläkin", "sen sijaan"))
_SUBORDINATORS = frozenset(
    ("että", "koska", "kun", "jos", "vaikka", "jotta", "kunnes", "sillä", "ennen kuin", "niin kuin", "joten", "siksi")
)
_QUESTION_WORDS = frozenset(
    ("mikä", "mitä", "minkä", "missä", "mistä", "mihin", "miten", "miksi", "milloin", "kuka", "ketä", "kenen",
     "kenelle", "keneltä", "kuinka", "joka", "jonka", "jota", "joita", "jossa", "jolla", "jotka", "minne", "millainen")
)  # fmt: skip
_ALSO = frozenset(("ja", "sekä", "plus"))
_OR = frozenset(("tai", "eli", "eikä", "enkä"))
_ONLY = frozenset(("vain", "ainoastaan", "pelkästään", "pelkkä", "pelkkää", "yksin"))


class Verb(Enum):
    """How a word can serve in a clause with a negation."""

    NONE = 0
    OPEN = 1  # may be the negated main verb: "ole", "voi"
    FINITE = 2  # starts a clause of its own: "on", "sattuu"


def mark_negation(words: Sequence[Word], verbs: Sequence[Verb]) -> tuple[Word, ...]:
    """Set ``negated`` on the words in the scope of a negation; ``verbs`` goes in step with ``words``."""
    marker = _Marker(words, verbs)
    flags = marker.flags()
    return tuple(replace(w, negated=True) if flag else w for w, flag in zip(words, flags, strict=True))


class _Marker:
    def __init__(self, words: Sequence[Word], verbs: Sequence[Verb]) -> None:
        self._words, self._verbs = words, verbs
        self._flags = [False] * len(words)

    def flags(self) -> list[bool]:
        clause, at = 0, 0
        while at < len(self._words):
            word = self._words[at]
            if self._negates(at):
                if not word.normal.startswith(("eikä", "enkä", "etkä", "emmekä", "ettekä", "eivätkä")):
                    self._reach_back(clause, at)
                at = self._cover(at + 1)
                clause = at
            elif word.normal == "ilman":
                at = self._cover_noun(at + 1)
            else:
                if self._opens_clause(at) or word.surface[0] == ",":
                    clause = at + 1
                at += 1
        return self._flags

    def _negates(self, at: int) -> bool:
        word = self._words[at]
        if word.word_class != "negation" or _asks(word):
            return False
        return not (at + 1 < len(self._words) and self._words[at + 1].normal in _ONLY)

    def _cover(self, at: int) -> int:
        """Flag the words from ``at`` to the end of the scope; return where reading goes on."""
        verb_seen, start = False, at
        while at < len(self._words):
            word = self._words[at]
            if word.word_class == "negation" or word.normal == "ilman":
                return at
            if self._opens_clause(at) or (word.surface[0] == "," and not self._list_goes_on(at + 1)):
                return at
            if word.normal in _ALSO and not self._joins_partitives(at):
                return at
            if word.normal == "kuin" and any(w.lemma == "muu" for w in self._words[start:at]):
                return at
            another_verb = self._verbs[at] is Verb.OPEN and verb_seen and word.normal != "ole"
            if self._verbs[at] is Verb.FINITE or another_verb:
                self._release_subject(start, at)
                return at
            verb_seen = verb_seen or self._verbs[at] is Verb.OPEN or word.mood == "participle"
            self._flags[at] = word.word_class not in ("punct", "conjunction")
            at += 1
        return at

    def _cover_noun(self, at: int) -> int:
        """Flag what "ilman" governs: up to a partitive, and further ones joined to it."""
        while at < len(self._words) and not self._opens_clause(at) and self._verbs[at] is Verb.NONE:
            self._flags[at] = True
            joined = at + 1 < len(self._words) and self._words[at + 1].normal in _ALSO | _OR
            if self._words[at].case == "partitive" and self._words[at].word_class == "noun":
                if not (joined and at + 2 < len(self._words) and self._words[at + 2].case == "partitive"):
                    return at + 1
                at += 1
            at += 1
        return at

    def _reach_back(self, clause: int, at: int) -> None:
        """Flag partitives between the start of the clause and the negation, if no verb is between."""
        if any(verb is Verb.FINITE for verb in self._verbs[clause:at]):
            return
        for i in range(clause, at):
            if self._words[i].case == "partitive" and self._words[i].word_class in ("noun", "adjective"):
                self._flags[i] = True

    def _release_subject(self, start: int, at: int) -> None:
        """Words right before a new finite verb belong to its clause: "ei kuumetta kurkku on kipeä"."""
        for i in range(at - 1, start - 1, -1):
            word = self._words[i]
            if word.case in ("partitive", None) or self._verbs[i] is not Verb.NONE:
                return
            self._flags[i] = False

    def _opens_clause(self, at: int) -> bool:
        word = self._words[at]
        if word.word_class == "punct":
            return word.surface[0] in _STOPS
        normal = word.normal
        return normal in _ADVERSATIVE or normal in _SUBORDINATORS or normal in _QUESTION_WORDS

    def _list_goes_on(self, at: int) -> bool:
        """True when only partitives lie between a comma and the "tai" or "eikä" that closes the list."""
        for i in range(at, len(self._words)):
            word = self._words[i]
            if word.normal in _OR:
                return i > at
            listed = word.case == "partitive" or word.surface[0] == ","
            if not listed or self._verbs[i] is not Verb.NONE:
                return False
        return False

    def _joins_partitives(self, at: int) -> bool:
        """True when "ja" joins another partitive to what is negated and no finite verb follows it."""
        rest = range(at + 1, len(self._words))
        end = next((i for i in rest if self._opens_clause(i) or self._words[i].surface[0] == ","), len(self._words))
        following = [self._words[i] for i in range(at + 1, end)]
        if any(self._verbs[i] is Verb.FINITE for i in range(at + 1, end)):
            return False
        if following and following[0].word_class == "verb":
            return True
        if self._words[at - 1].case != "partitive":
            return False
        return any(w.case == "partitive" for w in following[:2])


def _asks(word: Word) -> bool:
    """True for "eikö", "enkö", "etkö" and the like."""
    return any(part.endswith(("kö", "kös", "köhän")) for part in word.normal.split())
