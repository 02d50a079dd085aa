"""Short replies that fit any question: yes, I do not know, the second one. What says no is in nlu/denial.py."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from actions.assessment.content import read_content
from actions.assessment.words import Word
from nlu.answers import unknown_phrases

_TOKEN = re.compile(r"[\w']+")
_KINDS = ("yes", "all", "before_question", "last", "correction", "correction_word")
_MOST_AFTER_YES = 3  # words after "yes" that may only colour it; more of them say something else

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replies:
    """Reply phrases by kind, and the words without a meaning of their own."""

    kinds: Mapping[str, frozenset[Tokens]]
    ordinals: Mapping[Tokens, int]
    position_words: frozenset[str]
    fillers: frozenset[str]
    light: frozenset[str]
    able: frozenset[str]
    longest: int

    def spellings(self, words: Sequence[Word]) -> tuple[Tokens, ...]:
        """The message as tokens: as written, as repaired, and each without fillers; only different ones."""
        written = tokens(" ".join(word.surface for word in words))
        repaired = tokens(" ".join(word.normal for word in words))
        bare = (tuple(token for token in row if token not in self.fillers) for row in (written, repaired))
        return tuple(dict.fromkeys((written, repaired, *bare)))

    def contains(self, kind: str, spellings: Sequence[Tokens]) -> bool:
        """Whether a phrase of ``kind`` stands anywhere in the message."""
        return any(self._length(kind, tokens, start) > 0 for tokens in spellings for start in range(len(tokens)))

    def affirms(self, spellings: Sequence[Tokens]) -> bool:
        """Whether the message begins with a yes and says little more: "joo on vähän"."""
        return any(self._affirms(tokens) for tokens in spellings)

    def _affirms(self, tokens: Tokens) -> bool:
        at, said = 0, False
        if tokens[:1] == ("no",) and len(tokens) > 1:
            at = 1  # Finnish "no joo" (well, yes)
        while at < len(tokens):
            length = self._length("yes", tokens, at)
            if not length and tokens[at] not in self.light:
                break
            said, at = said or length > 0, at + (length or 1)
        return said and sum(token not in self.light for token in tokens[at:]) <= _MOST_AFTER_YES

    def only(self, kinds: Sequence[str], spellings: Sequence[Tokens]) -> bool:
        """Whether the message is nothing but phrases of ``kinds`` and light words, with at least one phrase."""
        return any(self._only(kinds, tokens) for tokens in spellings)

    def _only(self, kinds: Sequence[str], tokens: Tokens) -> bool:
        at, found = 0, False
        while at < len(tokens):
            length = max(self._length(kind, tokens, at) for kind in kinds)
            found = found or length > 0
            if not length and tokens[at] not in self.light:
                return False
            at += length or 1
        return found

    def positions(self, spellings: Sequence[Tokens], count: int) -> tuple[int, ...]:
        """The positions (0-based, below ``count``) of a message that names nothing else: "eka ja kolmas"."""
        for tokens in spellings:
            found: list[int] = []
            at = 0
            while at < len(tokens):
                length, position = self._position(tokens, at, count)
                if position is None and tokens[at] not in self.position_words:
                    found = []
                    break
                found += [position] if position is not None else []
                at += length
            if found and max(found) < count:
                return tuple(sorted(set(found)))
        return ()

    def _position(self, tokens: Tokens, start: int, count: int) -> tuple[int, int | None]:
        """The length of the phrase at ``start`` that names a position, and the position; (1, None) for none."""
        for length in range(min(self.longest, len(tokens) - start), 0, -1):
            phrase = tokens[start : start + length]
            if phrase in self.kinds["last"]:
                return length, count - 1
            if phrase in self.ordinals:
                return length, self.ordinals[phrase]
        return 1, None

    def _length(self, kind: str, tokens: Tokens, start: int) -> int:
        """The length of the longest phrase of ``kind`` at ``start``, 0 when there is none."""
        for length in range(min(self.longest, len(tokens) - start), 0, -1):
            if tokens[start : start + length] in self.kinds[kind]:
                return length
        return 0


def load_replies(path: Path) -> Replies:
    """Read replies.yml. Its shape is tested; a wrong file raises KeyError or TypeError here."""
    content = read_content(path)
    kinds = {kind: frozenset(tokens(phrase) for phrase in _entries(content[kind])) for kind in _KINDS}
    kinds["unknown"] = frozenset(tokens(phrase) for phrases in unknown_phrases().values() for phrase in phrases)
    kinds["not_known"] = kinds["unknown"] - {tokens(phrase) for phrase in _entries(content["hedges"])}
    ordinals = {tokens(phrase): place for place, row in enumerate(content["ordinals"]) for phrase in row}
    longest = max(len(phrase) for phrases in (*kinds.values(), ordinals) for phrase in phrases)
    return Replies(
        kinds=kinds,
        ordinals=ordinals,
        position_words=frozenset(_entries(content["position_words"])),
        fillers=frozenset(_entries(content["fillers"])),
        light=frozenset(_entries(content["light"])),
        able=frozenset(_entries(content["able"])),
        longest=longest,
    )


def tokens(phrase: str) -> Tokens:
    """The words of a phrase, lower case."""
    return tuple(_TOKEN.findall(phrase.lower()))


def _entries(rows: Sequence[str | Sequence[str]]) -> list[str]:
    """Rows hold one language each, or stand alone."""
    return [entry for row in rows for entry in ([row] if isinstance(row, str) else row)]
