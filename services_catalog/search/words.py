"""The tokens of the index in one language: the fields each is in, and what is spelled like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services_catalog.record import Language
from services_catalog.search.fields import BOOSTS, KINDS, field
from services_catalog.search.fuzzy import Spellings


class Words:
    """Tokens may be added while others read. One that has left all texts stays known until the next full index."""

    def __init__(self, language: Language) -> None:
        names = (field(group, kind, language) for group in BOOSTS for kind in KINDS)
        self.fields: Mapping[str, set[str]] = {name: set() for name in names}
        self.spellings = Spellings()

    def add(self, tokens: Mapping[str, Iterable[str]]) -> None:
        """Take in the tokens of fields; those of other languages are passed over."""
        for name, known in self.fields.items():
            known.update(tokens.get(name, ()))
        self.spellings.add(token for name in self.fields for token in tokens.get(name, ()))
