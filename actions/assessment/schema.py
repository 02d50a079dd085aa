"""The shape of a protocol file. Unknown keys are errors: a misspelt key must never be silently ignored."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
UrgencyCode = Literal["emergency", "urgent_now", "within_24h", "non_urgent", "self_care"]
Language = Literal["fi", "sv", "en"]
Phrases = dict[Language, list[Line]]
When = dict[Id, object]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class WordingFile(_Strict):
    """One text in every language."""

    fi: Line
    sv: Line
    en: Line
    fi_plain: Line | None = None


class TextFile(WordingFile):
    """A text to the resident, with another wording when they ask about someone else."""

    other: WordingFile | None = None


class OptionFile(_Strict):
    """An option of a choice or multi question.

    ``urgency`` is short for a rule that this option alone decides. ``say`` are phrases that select the
    option when its question is asked; ``mention`` are clear enough to select it anywhere. A phrase matches in
    any inflection, with "=" before it only as written.
    ``range`` is the numbers (in the question's unit) that the option stands for.
    """

    id: Id
    text: TextFile
    urgency: UrgencyCode | None = None
    say: Phrases = {}
    mention: Phrases = {}
    range: str | None = None
    about: Literal["self", "other"] | None = None
    symptoms: list[Id] = []
    actions: list[TextFile] = []
    source: list[Id] = []


class AnchorFile(_Strict):
    """Phrases that stand for a number ("tosi kova" on a pain scale)."""

    value: float
    say: Phrases = {}
    mention: Phrases = {}


class QuestionFile(_Strict):
    """One question. ``order`` says how answers go from least to most serious.

    choice: "listed" or "none". number: "rising", "falling", "away" (from ``normal``) or "none".
    scale is always rising, multi by what is chosen, text and date have none. ``if_yes`` and ``if_no`` name the
    option that a plain yes or no means; denying just the question's own words ("ei oo tuttua") means ``if_no`` too.
    ``noted``: never asked, only kept when the resident tells it; no condition may depend on it.
    """

    id: Id
    type: Literal["choice", "multi", "number", "scale", "text", "date"]
    text: TextFile
    label: TextFile
    help: TextFile | None = None
    options: list[OptionFile] = []
    none: TextFile | None = None
    bounds: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    unit: Literal["years", "months", "weeks", "days", "celsius", "days_per_month"] | None = None
    order: Literal["listed", "rising", "falling", "away", "none"] | None = None
    normal: float | None = None
    when: When | list[When] | None = None
    on_unknown: UrgencyCode | None = None
    always: bool = False
    noted: bool = False
    prefill: list[Id] = []
    if_yes: Id | None = None
    if_no: Id | None = None
    anchors: list[AnchorFile] = []
    source: list[Id] = []


class RuleFile(_Strict):
    """When ``when`` holds (a list: any of them), the urgency is at least ``urgency``.

    Without ``urgency`` the rule only adds advice. ``instead`` drops the ladder's own actions, for when
    the right place is another one (the maternity unit).
    """

    id: Id
    urgency: UrgencyCode | None = None
    when: When | list[When]
    red_flag: bool = False
    reason: TextFile | None = None
    actions: list[TextFile] = []
    instead: bool = False
    watch: list[TextFile] = []
    topics: list[Id] = []
    source: list[Id] = []


class ResultFile(_Strict):
    """What a resident is told at one urgency, before what the rules add."""

    actions: list[TextFile] = []
    watch: list[TextFile] = []
    topics: list[Id] = []
    can_book: bool = False
    can_handoff: bool = True


class ResultChangeFile(_Strict):
    """A protocol's additions to the ladder's own result; ``topics`` and ``can_book`` replace the ladder's.

    ``replace`` leaves the ladder's own actions and watch out, for when the right place is another one.
    """

    replace: bool = False
    actions: list[TextFile] = []
    watch: list[TextFile] = []
    topics: list[Id] | None = None
    can_book: bool | None = None


class AudienceFile(_Strict):
    """Whom the protocol is for; ``otherwise`` is the topic for the others."""

    when: When | list[When]
    otherwise: Id


class ProtocolFile(_Strict):
    """A whole protocol: of a symptom, or of what services someone needs."""

    id: Id
    kind: Literal["symptom", "service_need"] = "symptom"
    version: int = Field(ge=1)
    status: Literal["sample, not approved by a clinician", "approved"]
    reviewed_by: Line | None
    reviewed_on: date | None
    valid_until: date
    topic: Id
    about: Literal["self", "other"] = "self"
    title: TextFile
    audience: AudienceFile | None = None
    sources: dict[Id, Line]
    questions: list[QuestionFile] = Field(min_length=1)
    rules: list[RuleFile] = []
    results: dict[UrgencyCode, ResultChangeFile] = {}


class CommonFile(_Strict):
    """What all protocols of one kind share. ``questions`` are templates for `use:`."""

    version: int
    none: TextFile
    unknown: TextFile
    no_findings: TextFile
    not_applicable: TextFile
    results: dict[UrgencyCode, ResultFile]
    questions: dict[Id, dict[str, object]]
