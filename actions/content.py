"""What the actions say and ask, loaded once: sentences, protocols, and the analysers that read answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from actions.assessment import Protocol, load_protocols
from actions.assessment.segmentation import Segmentation, load_segmentation
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
def _all_protocols() -> tuple[Protocol, ...]:
    analysers = {language: morphology(language).analyse for language in LANGUAGES}
    return tuple(load_protocols(analysers=analysers).values())


@cache
def segmentation() -> Segmentation:
    """The questions that sort a person with several needs into one of four segments."""
    return load_segmentation({language: morphology(language).analyse for language in LANGUAGES})


def protocols() -> Mapping[str, Protocol]:
    """Assessment protocols in force, by topic: not expired, and approved or allowed as samples by the region."""
    today, unreviewed = date.today(), settings().unreviewed  # noqa: DTZ011  the machine's day will do for a validity
    return {
        protocol.topic: protocol
        for protocol in _all_protocols()
        if protocol.valid_until >= today and (unreviewed or protocol.reviewed)
    }
