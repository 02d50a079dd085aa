"""Why a service was found: which of the resident's words matched what, where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from services_catalog.record import LANGUAGES
from services_catalog.search.asking import Asked
from services_catalog.search.fields import BOOSTS, KINDS, field
from services_catalog.search.model import Why

MOST = 6

_FIELDS = {x: [(group, field(group, kind, x)) for group in BOOSTS for kind in KINDS] for x in LANGUAGES}
"""By language the groups of texts, strongest first, with their fields."""


def reasons(asked: Sequence[Asked], tokens: Mapping[str, str]) -> tuple[Why, ...]:
    """The reasons for one service, strongest field first for each word.

    `tokens` are the service's by field, each between spaces.
    """
    best = max((tuple(_of_language(one, tokens)) for one in asked), key=len, default=())
    return best[:MOST]


def _of_language(asked: Asked, tokens: Mapping[str, str]) -> Iterator[Why]:
    texts = [(group, tokens[name]) for group, name in _FIELDS[asked.language] if name in tokens]
    for surface, wanted in asked.words:
        for token in wanted:
            group = next((group for group, text in texts if f" {token} " in text), None)
            if group is not None:
                yield Why(surface, token, group)
                break
    served = tokens.get("topic", "") + tokens.get("also_topic", "")
    for guess in asked.topics:
        if f" {guess.topic} " in served:
            yield Why(" ".join(guess.words), guess.topic, "topic")
