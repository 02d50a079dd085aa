"""Segmentation in the manner of Suuntima: two axes, four segments, for the professional's summary.

The questions are those of an assessment and are asked by the same engine; only what they come to differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from actions.assessment.compiler import Compiler
from actions.assessment.conditions import UNKNOWN
from actions.assessment.content import read_content
from actions.assessment.errors import ProtocolError
from actions.assessment.loader import COMMONS, PROTOCOLS, REPLIES
from actions.assessment.model import Protocol
from actions.assessment.replies import load_replies
from actions.assessment.schema import CommonFile, Id, ProtocolFile, TextFile
from actions.assessment.state import State
from actions.assessment.text_compiler import TextCompiler
from actions.assessment.texts import Text
from actions.assessment.words import Analyser

FILE = Path(__file__).parent / "segmentation.yml"
Load = Literal["light", "heavy"]
Resources = Literal["strong", "weak"]


class _SegmentFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    load: Load
    resources: Resources
    own_contact: bool = False
    name: TextFile
    told: TextFile


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    axes: dict[Literal["load", "resources"], list[Id]]
    high: int
    segments: dict[Id, _SegmentFile]
    protocol: ProtocolFile


@dataclass(frozen=True, slots=True)
class Segment:
    """One of the four; ``own_contact``: a contact person of one's own is offered."""

    id: str
    load: Load
    resources: Resources
    own_contact: bool
    name: Text
    told: Text


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The questions and the segments."""

    protocol: Protocol
    axes: Mapping[str, tuple[str, ...]]
    high: int
    segments: tuple[Segment, ...]

    def of(self, state: State) -> Segment:
        """The segment of the answers. A question not answered or not known counts as the middle one."""
        load: Load = "heavy" if self._sum("load", state) >= self.high else "light"
        resources: Resources = "weak" if self._sum("resources", state) >= self.high else "strong"
        return next(found for found in self.segments if (found.load, found.resources) == (load, resources))

    def _sum(self, axis: str, state: State) -> int:
        total = 0
        for name in self.axes[axis]:
            value = state.answers.get(name, UNKNOWN)
            total += 1 if value == UNKNOWN else self.protocol.question(name).option_ids.index(str(value))
        return total


def load_segmentation(analysers: Mapping[str, Analyser] | None = None, path: Path = FILE) -> Segmentation:
    """Read segmentation.yml. Raises ProtocolError, naming the key."""
    try:
        file = _File.model_validate(read_content(path))
        common = CommonFile.model_validate(read_content(PROTOCOLS / COMMONS["service_need"]))
    except ValidationError as error:
        first = error.errors()[0]
        raise ProtocolError(path.name, ".".join(str(step) for step in first["loc"]), first["msg"]) from error
    replies = load_replies(REPLIES)
    protocol = Compiler(path.name, file.protocol, common, replies, analysers or {}).protocol()
    texts = TextCompiler(path.name, {}, replies)
    segments = tuple(
        Segment(
            name, written.load, written.resources, written.own_contact,
            texts.text(written.name, f"segments.{name}.name"),
            texts.text(written.told, f"segments.{name}.told", plain=True),
        )
        for name, written in file.segments.items()
    )  # fmt: skip
    if {(s.load, s.resources) for s in segments} != {(a, b) for a in ("light", "heavy") for b in ("strong", "weak")}:
        raise ProtocolError(path.name, "segments", "every load with every resources once")
    asked = [name for names in file.axes.values() for name in names]
    if sorted(asked) != sorted(protocol.by_id):
        raise ProtocolError(path.name, "axes", "every question is on one axis")
    axes: dict[str, tuple[str, ...]] = {axis: tuple(names) for axis, names in file.axes.items()}
    return Segmentation(protocol, axes, file.high, segments)
