"""The shape of a questionnaire file (questionnaires/*.yml). Unknown keys are errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from actions.assessment.schema import Id, ProtocolFile, TextFile

FindingWhen = dict[Id, object]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class AlarmFile(_Strict):
    """Which emergency it is when an answer alarms, and which advice is given (bot/texts/emergencies.yml)."""

    emergency: Literal["emergency_suicide", "emergency_violence"]
    advice: Id


class AdviceFile(_Strict):
    """A sentence for the resident, told when `when` holds (a list: any of them), always without it."""

    id: Id
    when: FindingWhen | list[FindingWhen] | None = None
    text: TextFile


class StepFile(_Strict):
    """A step of care; without `when` it is the one for everybody else."""

    id: Id
    name: TextFile
    when: FindingWhen | list[FindingWhen] | None = None


class QuestionnaireFile(_Strict):
    """A questionnaire. An entry `- instrument: phq9` among the protocol's questions stands for its items; with
    `gate: phq2` the items beyond the short one are asked only when that reaches its cut-off.

    `offered_from`: topics whose answer offers it. `saved`: the summary can be saved with a personal code. `safe_exit`:
    the widget shows the button that leaves the page at once.
    """

    id: Id
    offered_from: list[Id]
    saved: bool = False
    safe_exit: bool = False
    offer: TextFile
    intro: TextFile
    alarm: AlarmFile | None = None
    advice: Annotated[list[AdviceFile], Field(min_length=1)]
    steps: list[StepFile] = []
    protocol: ProtocolFile
