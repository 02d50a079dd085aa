"""The shape of an instrument file (instruments/*.yml). Unknown keys are errors."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from actions.assessment.schema import Id, Line, Phrases, TextFile, WordingFile


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TermsFile(_Strict):
    """The terms of use. `link_only`: the items are not asked here, whatever else the file says."""

    electronic_use: Literal["allowed", "link_only"]
    text: Line
    source: Line


class ScaleFile(_Strict):
    """One answer of a scale and its points."""

    id: Id
    score: int = Field(ge=0)
    text: TextFile
    say: Phrases = {}


class ItemFile(_Strict):
    """One item. `scale` is its own answers; `unless` names an earlier item and the answer after which this one is not
    asked and counts nothing; an `alarm` item is answered by a person at once for anything but the mildest answer.
    """

    id: Id
    text: WordingFile
    label: TextFile
    scale: list[ScaleFile] = []
    unless: dict[Id, Id] = {}
    alarm: bool = False


class BandFile(_Strict):
    """What sums from `from` to `to` mean, both included."""

    id: Id
    low: int = Field(alias="from")
    high: int = Field(alias="to")
    text: TextFile


class PartFile(_Strict):
    """A short instrument made of some items of another."""

    instrument: Id
    items: Annotated[list[Id], Field(min_length=1)]


class InstrumentFile(_Strict):
    """A scored instrument. `wording` says of each language whether the words are the published ones or our own
    working translation, to be checked. `cutoff` may differ by the answer to the question `cutoff_by`.
    """

    id: Id
    version: int = Field(ge=1)
    status: Literal["sample, not approved by a clinician", "approved"]
    reviewed_by: Line | None
    reviewed_on: date | None
    valid_until: date
    name: TextFile
    measures: TextFile
    source: Line
    terms: TermsFile
    wording: dict[Literal["fi", "sv", "en"], Literal["published", "working_translation"]] = {}
    range: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    cutoff: int | dict[Id, int] | None = None
    cutoff_by: Id | None = None
    lead: WordingFile | None = None
    scale: list[ScaleFile] = []
    items: list[ItemFile] = []
    part_of: PartFile | None = None
    bands: list[BandFile] = []
    link: Line | None = None
    topics: list[Id] = []

    @property
    def reviewed(self) -> bool:
        """Whether a clinician has approved it."""
        return self.reviewed_by is not None and self.status == "approved"
