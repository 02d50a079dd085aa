"""The shape of a questionnaire file (questionnaires/*.yml). Unknown keys are errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from actions.assessment.schema import Id, ProtocolFile, TextFile

FindingWhen = dict[Id, object]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EmergencyFile(_Strict):
    """Which emergency it is, and which advice is given (bot/texts/emergencies.yml)."""

    emergency: Literal["emergency_suicide", "emergency_violence", "emergency_child"]
    advice: Id


class AlarmFile(EmergencyFile):
    """What an answer that alarms comes to; `by_rule`: another emergency or advice when only that rule alarms."""

    by_rule: dict[Id, EmergencyFile] = {}

    def of(self, rules: Sequence[str]) -> EmergencyFile:
        """The emergency of the rules that alarm."""
        if len(rules) == 1:
            return next((own for rule, own in self.by_rule.items() if rule == rules[0]), self)
        return self


class ElsewhereFile(_Strict):
    """For those outside the audience for whom `when` holds (without it: the rest): what they are told, under which
    topic, and which questionnaires they are offered instead.
    """

    id: Id
    when: FindingWhen | list[FindingWhen] | None = None
    topic: Id
    text: TextFile
    begin: list[Id] = []


class JointFile(_Strict):
    """A part of what two people answer, each alone. `part` is who answers this one; `invites` the other questionnaire.

    `invite` is the button that asks the other person to join, `invitation` what is said with the code, `joined` what
    is said to whom the code was given. `opens_to_inviter`: an inviter's code opens this part for a professional too.
    """

    part: TextFile
    invites: Id
    opens_to_inviter: bool
    invite: TextFile
    invitation: TextFile
    joined: TextFile


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
    the widget shows the button that leaves the page at once. `safety`: the questions whose answers a professional reads
    first. `elsewhere` goes with the protocol's audience.
    """

    id: Id
    offered_from: list[Id]
    saved: bool = False
    safe_exit: bool = False
    offer: TextFile
    intro: TextFile
    alarm: AlarmFile | None = None
    safety: list[Id] = []
    joint: JointFile | None = None
    elsewhere: list[ElsewhereFile] = []
    advice: Annotated[list[AdviceFile], Field(min_length=1)]
    steps: list[StepFile] = []
    protocol: ProtocolFile
