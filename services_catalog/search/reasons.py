"""Why a service was found: which of the resident's words matched what, where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from services_catalog.search.asking import Asked
from services_catalog.search.fields import BOOSTS, KINDS, field
from services_catalog.search.model import Why

MOST = 6


def reasons(asked: Sequence[Asked], tokens: Mapping[str, frozenset[str]]) -> tuple[Why, ...]:
    """The reasons for one service, strongest field first for each word; `tokens` are the service's by field."""
    best = max((tuple(_of_language(one, tokens)) for one in asked), key=len, default=())
    return best[:MOST]


def _of_language(asked: Asked, tokens: Mapping[str, frozenset[str]]) -> Iterator[Why]:
    for surface, wanted in asked.words:
        for token in sorted(wanted, key=lambda token: (-wanted[token], token)):
            group = next((group for group in BOOSTS if _has(token, group, asked, tokens)), None)
            if group is not None:
                yield Why(surface, token, group)
                break
    served = tokens.get("topic", frozenset()) | tokens.get("also_topic", frozenset())
    for guess in asked.topics:
        if guess.topic in served:
            yield Why(" ".join(guess.words), guess.topic, "topic")


def _has(token: str, group: str, asked: Asked, tokens: Mapping[str, frozenset[str]]) -> bool:
    return any(token in tokens.get(field(group, kind, asked.language), ()) for kind in KINDS)
