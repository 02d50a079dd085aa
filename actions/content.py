"""What the actions say and ask, loaded once: sentences, protocols, and the analysers that read answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from actions.assessment import Protocol, load_protocols
from actions.assessment.instrument_schema import InstrumentFile
from actions.assessment.instruments import Instrument, load_instruments
from actions.assessment.questionnaire_loader import load_questionnaires
from actions.assessment.questionnaires import Questionnaire
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


@cache
def _all_questionnaires() -> Mapping[str, Questionnaire]:
    return load_questionnaires({language: morphology(language).analyse for language in LANGUAGES})


@cache
def instruments() -> Mapping[str, Instrument]:
    """Scored instruments by id, those of which only a link may be given too."""
    return load_instruments()


def questionnaires() -> Mapping[str, Questionnaire]:
    """Questionnaires in force, by id; an instrument that is not in force takes its questionnaires with it."""
    return {
        name: made
        for name, made in _all_questionnaires().items()
        if _in_force(made.protocol) and all(_in_force(used.file) for used in made.instruments.values())
    }


def protocols() -> Mapping[str, Protocol]:
    """Assessment protocols in force, by topic."""
    return {protocol.topic: protocol for protocol in _all_protocols() if _in_force(protocol)}


def _in_force(content: Protocol | InstrumentFile) -> bool:
    """Whether content has not expired, and is approved or allowed as a sample by the region."""
    today = date.today()  # noqa: DTZ011  the machine's day will do for a validity
    return content.valid_until >= today and (settings().unreviewed or content.reviewed)
