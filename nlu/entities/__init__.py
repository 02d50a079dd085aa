"""Entities in residents' messages: symptoms, body parts, amounts, times, people, places, services.

>>> extractor = create_extractor("fi")
>>> [(e.name, e.value) for e in extractor.extract("kolmatta päivää kuumetta")]
[('duration', 3.0), ('symptom', 'fever')]
"""

from __future__ import annotations

import threading

from nlu.entities.content import EntityContentError, load_content
from nlu.entities.entity import EXTRACTOR, Entity
from nlu.entities.extractor import HELSINKI, EntityExtractor
from nlu.morphology import create_morphology

__all__ = ["EXTRACTOR", "HELSINKI", "Entity", "EntityContentError", "EntityExtractor", "create_extractor"]

_made: dict[str, EntityExtractor] = {}
_making = threading.Lock()


def create_extractor(language: str = "fi") -> EntityExtractor:
    """Return the extractor of "fi", "sv" or "en", made once per process.

    Raises ValueError for another language and EntityContentError when the content is malformed.
    """
    with _making:
        if language not in _made:
            morphology = create_morphology(language)
            _made[language] = EntityExtractor(load_content(language), morphology)
        return _made[language]
