"""A resident's message, prepared once for reading answers out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.assessment.phrases import Message
from actions.assessment.quantities import Quantity, find_quantities
from actions.assessment.replies import Replies, Tokens
from actions.assessment.words import Word
from nlu.denial import (
    begins_with_denial,
    denies,
    denies_all_of_these,
    denies_within,
    only_denies,
    rest_denied_from,
)

Entity = Mapping[str, Any]
"""{"entity": name, "value": ..., "negated": bool}. Units: duration in days, temperature in °C, age in years,
severity 0 to 10; any other entity names an option or a symptom."""

_OWN = {"severity": "tenths"}  # an entity and the kind of quantity that stands for it


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with what can be read from it without knowing the question."""

    words: tuple[Word, ...]
    message: Message
    spellings: tuple[Tokens, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    replies: Replies
    today: date | None

    @classmethod
    def of(cls, words: Sequence[Word], entities: Iterable[Entity], replies: Replies, today: date | None) -> Heard:
        """Prepare a message."""
        return cls(
            tuple(words),
            Message.of(words, replies),
            replies.spellings(words),
            tuple(find_quantities(words, today)),
            tuple(entities),
            replies,
            today,
        )

    def numbers(self, kind: str) -> list[float]:
        """The values of ``kind`` (an entity or quantity name): those already recognised, else our own."""
        given = [float(e["value"]) for e in self._entities(kind) if _is_number(e["value"]) and not e.get("negated")]
        return given or [q.value for q in self.quantities if q.kind == _OWN.get(kind, kind)]

    def named(self, kinds: Iterable[str]) -> list[tuple[str, bool]]:
        """Values of entities of ``kinds`` that are names, each with whether it is negated."""
        return [
            (str(e["value"]), bool(e.get("negated")))
            for kind in kinds
            for e in self._entities(kind)
            if not _is_number(e["value"])
        ]

    def unknown(self) -> bool:
        """Whether the message says "I do not know"; a mere "ehkä" beside something told does not."""
        return self.replies.contains("not_known", self.spellings) or self.only_unknown()

    def only_unknown(self) -> bool:
        """Whether that is all it says: its "I" and "not" then name no option and deny nothing."""
        return self.replies.only(("unknown",), self.spellings)

    def only_denies(self, about: frozenset[str] = frozenset()) -> bool:
        """Whether it is nothing but a "no", or a denial of what is asked ``about``; not "I do not know"."""
        return only_denies(self.words, about) and not self.unknown()

    def denies(self, about: frozenset[str] = frozenset()) -> bool:
        """Whether it begins with such a denial that nothing after it takes back."""
        return denies(self.words, about) and not self.unknown()

    def begins_with_denial(self) -> bool:
        """Whether it begins with a bare "no" that the next words do not take back."""
        return begins_with_denial(self.words)

    def denies_all_of_these(self) -> bool:
        """Whether it denies a whole list of options in so many words."""
        return denies_all_of_these(self.words) and not self.unknown()

    def before_denied_rest(self) -> range | None:
        """The words before "muuta ei", which denies all else; None when the message does not end so."""
        start = rest_denied_from(self.words)
        return range(start) if start is not None else None

    def says_more_than(self, indices: Iterable[int]) -> bool:
        """Whether it has words of meaning besides those at ``indices`` that are not denied."""
        rest = self.message.content() - frozenset(indices)
        return any(not self.words[index].negated for index in rest)

    def denies_within(self, about: frozenset[str]) -> bool:
        """Whether a part of it is nothing but such a denial."""
        return denies_within(self.words, about)

    def negated(self) -> bool:
        """Whether anything is denied in it."""
        return any(word.word_class == "negation" for word in self.words)

    def longest(self, indices: Iterable[int]) -> int:
        """Letters of the longest of the message's words at ``indices`` as written, 0 without any."""
        return max((len(self.words[index].surface) for index in indices), default=0)

    def asked_back(self) -> frozenset[int]:
        """Sentences that are only wondered about ("en tiedä onko kuumetta"), by number."""
        if not self.unknown():
            return frozenset()
        wondering = {tokens[0] for tokens in self.replies.kinds["before_question"]}
        found = (i for i, forms in enumerate(self.message.forms) if not wondering.isdisjoint(forms))
        return frozenset(self.message.sentences[index] for index in found)

    def text(self) -> str:
        """The message as text."""
        return " ".join(word.surface for word in self.words)

    def _entities(self, kind: str) -> list[Entity]:
        return [entity for entity in self.entities if entity.get("entity") == kind]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
