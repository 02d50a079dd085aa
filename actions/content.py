"""What the actions say and ask, loaded once: sentences, protocols, and the analysers that read answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from actions.assessment import Protocol, load_protocols
from actions.settings import settings
from nlu.morphology import Morphology, create_morphology
from nlu.texts import LANGUAGES, Texts, load


@cache
def texts() -> Texts:
    """The sentences of actions/texts."""
    return load(Path(__file__).parent / "texts")


@cache
def morphology(language: str) -> Morphology:
    """The analyser of a language."""
    return create_morphology(language)


@cache
def protocols() -> Mapping[str, Protocol]:
    """Assessment protocols by topic; those no clinician has approved only where a region allows them."""
    found = load_protocols(analysers={language: morphology(language).analyse for language in LANGUAGES})
    usable = settings().unreviewed
    return {protocol.topic: protocol for protocol in found.values() if usable or protocol.reviewed}
