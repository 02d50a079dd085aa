"""Negation in Swedish and English, from word lists and word order alone.

The scope runs forward to the end of the clause; Swedish "inte" also covers the word before it, since the
verb stands there ("hon andas inte").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlu.morphology.word import Word

_STOPS = frozenset(".!?;:…()")


@dataclass(frozen=True, slots=True)
class NegationWords:
    """The closed-class words of one language that open, keep and end a scope."""

    negations: frozenset[str]
    determiners: frozenset[str]  # negations of a noun: "and" ends their scope
    reaching: frozenset[str]  # negations that cover the word before them
    enders: frozenset[str]
    joiners: frozenset[str]
    alternatives: frozenset[str]
    subjects: frozenset[str]
    only: frozenset[str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SWEDISH = NegationWords(
    negations=_set("inte int ej icke ingen inga inget ingenting aldrig utan varken inget knappt"),
    determiners=_set("ingen inga inget utan"),
    reaching=_set("inte int ej icke aldrig"),
    enders=_set("men fast fastän eftersom att när om som därför så bara däremot för"),
    joiners=_set("och samt"),
    alternatives=_set("eller"),
    subjects=_set("jag ja du han hon den det vi ni de dom man min mitt mina hans hennes har är kan ska vill"),
    only=_set("bara endast enbart också även"),
)
ENGLISH = NegationWords(
    negations=_set(
        "not no never without none nothing nobody neither cannot cant dont doesnt didnt isnt arent wasnt wont "
        "couldnt havent hasnt hadnt shouldnt wouldnt aint unable nor"
    ),
    determiners=_set("no without none"),
    reaching=frozenset(),
    enders=_set("but because although that if when since so which who just only however still yet"),
    joiners=_set("and plus also"),
    alternatives=_set("or nor"),
    subjects=_set("i he she it we they you my his her our their there is are am have has can will"),
    only=_set("only just"),
)


def is_negation(form: str, lists: NegationWords) -> bool:
    """True for a negating word form of the language."""
    return form in lists.negations or form.endswith("n't")


def mark_plain_negation(words: Sequence[Word], lists: NegationWords) -> tuple[Word, ...]:
    """Set ``negated`` on the words in the scope of a negation."""
    flags = [False] * len(words)
    opener: Word | None = None
    for at, word in enumerate(words):
        following = words[at + 1].normal if at + 1 < len(words) else ""
        if is_negation(word.normal, lists):
            if opener is not None and word.normal == "utan":
                opener = None
            elif following not in lists.only:
                opener = word
                if at and word.normal in lists.reaching and words[at - 1].normal not in lists.subjects:
                    flags[at - 1] = words[at - 1].word_class == "word"
        elif opener is not None and _ends(words, at, opener, lists):
            opener = None
        elif opener is not None:
            flags[at] = word.word_class != "punct"
    return tuple(replace(w, negated=True) if flag else w for w, flag in zip(words, flags, strict=True))


def _ends(words: Sequence[Word], at: int, opener: Word, lists: NegationWords) -> bool:
    """True when the word at ``at`` closes the scope that ``opener`` began."""
    word = words[at]
    following = words[at + 1].normal if at + 1 < len(words) else ""
    if word.word_class == "punct":
        return word.surface[0] in _STOPS or (word.surface[0] == "," and not _alternative_follows(words, at, lists))
    if word.normal in lists.enders:
        return True
    if word.normal in lists.joiners:
        return opener.normal in lists.determiners or following in lists.subjects
    far = at and words[at - 1] is not opener
    return bool(far) and word.normal in lists.subjects


def _alternative_follows(words: Sequence[Word], at: int, lists: NegationWords) -> bool:
    for word in words[at + 1 :]:
        if word.normal in lists.alternatives:
            return True
        if word.normal in lists.subjects or word.normal in lists.enders or word.surface[0] in _STOPS:
            return False
    return False
