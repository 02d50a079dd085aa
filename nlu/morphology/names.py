"""Names of people, as far as the Finnish dictionary knows them: for taking them out of what is kept."""

from __future__ import annotations

from functools import cache

from nlu.morphology.voikko import VoikkoAnalyser


def is_persons_name(word: str) -> bool:
    """Whether a word, in any case and any letters, is a given name, or a family name and hardly anything else.

    Given names that are words too ("toivo", "marja") count as names: a word too many goes rather than a name stays.
    Family names that are words too ("Kivi") do not, half of the nouns are some family's name; those in -nen do.
    """
    readings = _analyser().classes(word.title())
    family = [base for kind, base in readings if kind == "sukunimi"]
    if any(kind == "etunimi" for kind, _ in readings) or any(base.endswith("nen") for base in family):
        return True
    return bool(family) and not _analyser().classes(word.lower())


@cache
def _analyser() -> VoikkoAnalyser:
    return VoikkoAnalyser(cache_size=1000)
