"""Whether a message is a plain "no". The words are data: nlu/data/lexicon/denials.yml.

A negation alone proves nothing: "en halua sanoa", "en pääse lääkäriin" and "ei oo helppo hengittää" deny something else
than what was asked, and taking them for a "no" would rule out a danger. So a message is a denial only when its first
clause is made of nothing but words that deny, words without a meaning of their own, and the words asked about.
All languages are tried, since a message of one or two words has none for sure ("en" is Finnish, or a Swedish article).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import yaml

LEXICON = Path(__file__).parent / "data" / "lexicon" / "denials.yml"
LANGUAGES = ("fi", "sv", "en")
_ENDS = frozenset(".,;:!?()")
_STEM = 5  # letters by which a word and what is derived from it are the same: "turvonnut", "turvotusta"


class Said(Protocol):
    """The part of an analysed word that is read here."""

    @property
    def surface(self) -> str: ...
    @property
    def normal(self) -> str: ...
    @property
    def lemmas(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class _Words:
    """``deny``, ``around``, ``well`` and ``beside_well`` by language; ``but`` take back what was denied, ``but_first``
    at the beginning of a clause; ``idle`` say nothing of a question; ``these`` point at a list of
    options, ``rest`` at what is left of it; ``joining`` deny what follows them; stems of
    complaints are ``good_to_lack``."""

    deny: dict[str, frozenset[str]]
    around: dict[str, frozenset[str]]
    well: dict[str, frozenset[str]]
    beside_well: dict[str, frozenset[str]]
    but: frozenset[str]
    but_first: frozenset[str]
    idle: frozenset[str]
    these: frozenset[str]
    rest: frozenset[str]
    joining: frozenset[str]
    good_to_lack: frozenset[str]


def denies(words: Sequence[Said], about: frozenset[str] = frozenset()) -> bool:
    """Whether the message denies what it was asked: "no ei", "ei oo mitään tommosta", "ei, kaaduin vaan eilen".

    ``about``: what was asked (``topic_of``); denying just that is a "no" as well ("ei mustelmia"). What follows the
    first clause must not take the denial back ("ei, mutta ...") or deny something else, but complaints may be denied
    there as well ("ei, nyt ei satu yhtään").
    """
    first, *rest = _clauses(words) or [[]]
    known = about | _words().good_to_lack
    return _bare(first, about) and all(_bare(clause, known) or not _turns(clause) for clause in rest)


def is_well(words: Sequence[Said]) -> bool:
    """Whether the message says nothing but that all is well: "kaikki on ihan kunnossa"; a yes or a no says more."""
    known = _words()
    forms = [_forms(word) for clause in _clauses(words) for word in clause]
    return any(
        any(row & known.well[code] for row in forms)
        and all(row & (known.well[code] | known.beside_well[code]) for row in forms)
        for code in LANGUAGES
    )


def only_denies(words: Sequence[Said], about: frozenset[str] = frozenset()) -> bool:
    """Whether the message says nothing but "no"."""
    clauses = _clauses(words)
    return bool(clauses) and all(_bare(clause, about) for clause in clauses)


def begins_with_denial(words: Sequence[Said]) -> bool:
    """Whether the first clause is nothing but a "no" and the next does not take it back: "ei, leuka taipuu rintaan"."""
    first, *rest = _clauses(words) or [[]]
    known = _words()
    return _bare(first, frozenset()) and not (rest and _forms(rest[0][0]) & (known.but | known.but_first))


def denies_all_of_these(words: Sequence[Said]) -> bool:
    """Whether a part denies a whole list in so many words, with nothing taken back right after it.

    "Ei noista mikään, vähän ontuu mut kävelee" does; "muuta ei" leaves open what was said before it.
    """
    known = _words()
    for clause in _clauses(words):
        turn = next((at for at, word in enumerate(clause) if _forms(word) & known.but), len(clause))
        part = clause[:turn]
        if turn == len(clause) and _bare(part, frozenset()) and any(_forms(word) & known.these for word in part):
            return True
    return False


def denies_within(words: Sequence[Said], about: frozenset[str]) -> bool:
    """Whether some part of the message is nothing but a denial: "polvi on kipeä mut en oo kaatunu"."""
    but = _words().but
    parts: list[list[Said]] = [[]]
    for clause in _clauses(words):
        parts.append([])
        for word in clause:
            if _forms(word) & but:
                parts.append([])
            else:
                parts[-1].append(word)
    return any(_bare(part, about) for part in parts)


def rest_denied_from(words: Sequence[Said]) -> int | None:
    """Where a message begins to deny all that it has not told: "väsyttää vaan, muuta ei"; None when it does not."""
    known = _words()
    at = len(words)
    while at and words[at - 1].surface[0] in _ENDS:
        at -= 1
    end = at
    while at and words[at - 1].surface[0] not in _ENDS and not _forms(words[at - 1]) & (known.but | known.joining):
        at -= 1
    if at and _forms(words[at - 1]) & known.joining:  # "eikä muuta"
        at -= 1
    last = [word for word in words[at:end] if word.surface[0].isalnum()]
    rest = any(_forms(word) & known.rest for word in last)
    return at if rest and _bare(last, frozenset(_stem(form) for form in known.rest)) else None


def points_at_list(words: Sequence[Said]) -> bool:
    """Whether a message speaks of the options as such: "muuten ei mitään noista"."""
    return any(_forms(word) & _words().these for word in words)


def topic_of(forms: Iterable[str]) -> frozenset[str]:
    """Forms of words as ``about``: compared by their beginning, so that "en oo kaatunu" denies "kaatuminen"."""
    return frozenset(_stem(form) for form in forms) - _words().idle


def _bare(clause: Sequence[Said], about: frozenset[str]) -> bool:
    known = _words()
    forms = [_forms(word) for word in clause]
    asked = [not about.isdisjoint(_stem(form) for form in row) for row in forms]
    return any(
        any(row & known.deny[code] for row in forms)
        and all(own or row & (known.deny[code] | known.around[code]) for own, row in zip(asked, forms, strict=True))
        for code in LANGUAGES
    )


def _stem(form: str) -> str:
    return form if len(form) <= _STEM else form[:_STEM]


def _turns(clause: Sequence[Said]) -> bool:
    """Whether a clause denies or takes back: it is then not just something told beside the "no"."""
    known = _words()
    turning = known.but.union(*known.deny.values())
    return any(_forms(word) & turning for word in clause) or bool(_forms(clause[0]) & known.but_first)


def _clauses(words: Sequence[Said]) -> list[list[Said]]:
    found: list[list[Said]] = [[]]
    for word in words:
        if word.surface[0] in _ENDS:
            found.append([])
        elif word.surface[0].isalnum():
            found[-1].append(word)
    return [clause for clause in found if clause]


def _forms(word: Said) -> frozenset[str]:
    return frozenset((word.surface.lower(), word.normal, *word.lemmas[:1]))


@cache
def _words() -> _Words:
    content = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    return _Words(
        {code: frozenset(content[code]["deny"]) for code in LANGUAGES},
        {code: frozenset(word for row in content[code]["around"] for word in row) for code in LANGUAGES},
        {code: frozenset(content[code]["well"]) for code in LANGUAGES},
        {code: frozenset(content[code]["beside_well"]) for code in LANGUAGES},
        frozenset(content["but"]),
        frozenset(content["but_first"]),
        frozenset(content["idle"]),
        frozenset(content["these"]),
        frozenset(content["rest"]),
        frozenset(content["joining"]),
        frozenset(_stem(word) for word in content["good_to_lack"]),
    )
