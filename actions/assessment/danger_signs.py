"""Which danger signs each symptom's assessment asks about, of those that the red flags know (danger_signs.yml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from actions.assessment.content import read_content
from actions.assessment.loader import checked_file
from actions.assessment.model import Protocol
from actions.assessment.schema import Id
from actions.assessment.urgency import Urgency
from nlu.redflags.schema import FOLDER as PATTERNS

FILE = Path(__file__).parent / "danger_signs.yml"


class DangerSigns(BaseModel):
    """`topics`: by symptom and guideline the rules that ask. `by_message_only`: what no symptom asks about."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    version: Annotated[int, Field(ge=1)]
    topics: dict[Id, dict[Id, list[str]]]
    by_message_only: list[Id]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a symptom's danger signs are asked, and which are not."""

    topic: str
    asked: int
    missing: tuple[str, ...]


def load_danger_signs(path: Path = FILE) -> DangerSigns:
    """The file as checked for its shape. Raises ProtocolError."""
    return checked_file(DangerSigns, read_content(path), path.name)


def guidelines(folder: Path = PATTERNS) -> frozenset[str]:
    """Every guideline of the red flags."""
    return frozenset(path.stem for path in folder.glob("*/*.yml"))


def coverage(signs: DangerSigns) -> list[Coverage]:
    """By symptom, what is asked and what is missing."""
    return [
        Coverage(topic, sum(map(bool, rows.values())), tuple(name for name, rules in rows.items() if not rules))
        for topic, rows in signs.topics.items()
    ]


def problems(signs: DangerSigns, protocols: Mapping[str, Protocol], known: frozenset[str]) -> Iterator[str]:
    """What the file says that is not so: unknown names, symptoms and guidelines left out, rules that do not alarm."""
    symptoms = {name for name, protocol in protocols.items() if protocol.kind == "symptom"}
    yield from (f"{name}: the danger signs leave this symptom out" for name in sorted(symptoms - set(signs.topics)))
    yield from (f"{name}: no such symptom" for name in sorted(set(signs.topics) - symptoms))
    named = {name for rows in signs.topics.values() for name in rows}
    both = named & set(signs.by_message_only)
    yield from (f"{name}: a symptom asks about it, and none does" for name in sorted(both))
    yield from (f"{name}: no such guideline" for name in sorted((named | set(signs.by_message_only)) - known))
    yield from (
        f"{name}: no symptom has this danger sign" for name in sorted(known - named - set(signs.by_message_only))
    )
    for topic in sorted(symptoms & set(signs.topics)):
        alarming = {rule.id for rule in protocols[topic].rules if (rule.urgency or 0) >= Urgency.URGENT_NOW}
        for name, rules in signs.topics[topic].items():
            yield from (f"{topic}: {name} names {rule}, which alarms nobody" for rule in rules if rule not in alarming)
