"""The topics residents come for: id, kind and label, from nlu/data/topics.yml. The ids are a contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

FILE = Path(__file__).parent / "data" / "topics.yml"
KINDS = ("emergency", "symptom", "wellbeing", "service", "booking", "act")
LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True)
class Topic:
    """One topic; `label` maps a language to how the topic is offered to a resident."""

    id: str
    kind: str
    label: Mapping[str, str]


@cache
def topics() -> Mapping[str, Topic]:
    """All topics by id. Raises ValueError naming the topic when a label is missing."""
    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = {}
    for kind in KINDS:
        for topic_id, label in table[kind].items():
            if tuple(label) != LANGUAGES:
                raise ValueError(f"{FILE.name}: {topic_id} must have labels in {LANGUAGES}")
            found[topic_id] = Topic(topic_id, kind, MappingProxyType(label))
    return MappingProxyType(found)
