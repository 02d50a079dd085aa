"""Reading questionnaires: instruments become questions, gates become conditions, the rest is checked as a protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from actions.assessment.checks import check_protocol
from actions.assessment.compiler import Compiler
from actions.assessment.conditions import parse_span, parse_test
from actions.assessment.content import read_content
from actions.assessment.errors import ProtocolError
from actions.assessment.instruments import Instrument, Item, load_instruments
from actions.assessment.loader import COMMONS, PROTOCOLS, REPLIES, checked_file
from actions.assessment.model import Protocol
from actions.assessment.questionnaire_checks import check_questionnaire, check_together
from actions.assessment.questionnaire_schema import FindingWhen, JointFile, QuestionnaireFile
from actions.assessment.questionnaires import (
    QUESTIONNAIRES,
    Advice,
    Clause,
    Elsewhere,
    Finding,
    Joint,
    Positive,
    Questionnaire,
    Step,
    Sum,
)
from actions.assessment.replies import load_replies
from actions.assessment.schema import CommonFile, WordingFile
from actions.assessment.text_compiler import TextCompiler
from actions.assessment.words import Analyser


def load_questionnaires(
    analysers: Mapping[str, Analyser] | None = None, folder: Path = QUESTIONNAIRES
) -> dict[str, Questionnaire]:
    """Every questionnaire of a folder, by id. Raises ProtocolError, naming file and key."""
    instruments = load_instruments()
    name = COMMONS["service_need"]
    common = checked_file(CommonFile, read_content(PROTOCOLS / name), name)
    replies = load_replies(REPLIES)
    found = {}
    for path in sorted(folder.glob("*.yml")):
        content, used = _with_items(read_content(path), instruments, path.name)
        file = checked_file(QuestionnaireFile, content, path.name)
        if file.id != path.stem or file.protocol.id != file.id:
            raise ProtocolError(path.name, "id", "must be the file's name, in the protocol too")
        protocol = Compiler(path.name, file.protocol, common, replies, analysers or {}).protocol()
        check_protocol(protocol, path.name)
        texts = TextCompiler(path.name, {}, replies)
        found[file.id] = Questionnaire(
            file=file,
            protocol=protocol,
            instruments=used,
            intro=texts.text(file.intro, "intro", plain=True),
            offer=texts.text(file.offer, "offer"),
            advice=tuple(
                Advice(
                    row.id,
                    _clauses(row.when, protocol, used, path.name, f"advice({row.id})"),
                    texts.text(row.text, f"advice({row.id}).text", plain=True),
                )
                for row in file.advice
            ),
            steps=tuple(
                Step(
                    row.id,
                    texts.text(row.name, f"steps({row.id}).name"),
                    _clauses(row.when, protocol, used, path.name, f"steps({row.id})"),
                )
                for row in file.steps
            ),
            elsewhere=tuple(
                Elsewhere(
                    row.id,
                    _clauses(row.when, protocol, used, path.name, f"elsewhere({row.id})"),
                    row.topic,
                    texts.text(row.text, f"elsewhere({row.id}).text", plain=True),
                    tuple(row.begin),
                )
                for row in file.elsewhere
            ),
            joint=_joint(file.joint, texts) if file.joint else None,
        )
        check_questionnaire(found[file.id], path.name)
    for made in found.values():
        check_together(made, found)
    return found


def _joint(file: JointFile, texts: TextCompiler) -> Joint:
    part, invite = texts.text(file.part, "joint.part"), texts.text(file.invite, "joint.invite")
    invitation, joined = (texts.text(getattr(file, name), f"joint.{name}") for name in ("invitation", "joined"))
    return Joint(part, file.invites, file.opens_to_inviter, invite, invitation, joined)


def _with_items(
    content: dict[str, Any], instruments: Mapping[str, Instrument], file: str
) -> tuple[dict[str, Any], dict[str, Instrument]]:
    """The content with every `- instrument:` replaced by its items; also the instruments whose sums are known then."""
    protocol = dict(content.get("protocol") or {})
    questions: list[object] = []
    rules = list(protocol.get("rules") or [])
    sources = dict(protocol.get("sources") or {})
    used: dict[str, Instrument] = {}
    for index, entry in enumerate(protocol.get("questions") or []):
        if not isinstance(entry, dict) or "instrument" not in entry:
            questions.append(entry)
            continue
        key = f"protocol.questions.{index}"
        if set(entry) - {"instrument", "gate"}:
            raise ProtocolError(file, key, "an instrument has nothing but a gate beside it")
        whole = _usable(entry["instrument"], instruments, file, key)
        gate = _usable(entry["gate"], instruments, file, key) if "gate" in entry else None
        if gate and (
            len(gate.items) != 2 or not {row.question for row in gate.items} <= {row.question for row in whole.items}
        ):
            raise ProtocolError(file, f"{key}.gate", "is a short instrument of two items of the whole one")
        used |= {made.id: made for made in (gate, whole) if made}
        sources[whole.id] = whole.file.source
        questions += [_question(whole, item, gate) for item in whole.items]
        rules += [_alarm(whole, item) for item in whole.items if item.file.alarm]
    return {**content, "protocol": {**protocol, "questions": questions, "rules": rules, "sources": sources}}, used


def _usable(name: object, instruments: Mapping[str, Instrument], file: str, key: str) -> Instrument:
    found = instruments.get(str(name))
    if found is None:
        raise ProtocolError(file, key, f"no instrument {name!r}")
    if not found.items:
        raise ProtocolError(file, key, f"the terms of {name} allow only a link")
    return found


def _question(whole: Instrument, item: Item, gate: Instrument | None) -> dict[str, object]:
    """An item as a question of a protocol."""
    mildest = item.scale[0].id
    question: dict[str, object] = {
        "id": item.question,
        "type": "choice",
        "order": "listed",
        "always": True,
        "text": _joined(item.lead, item.file.text),
        "label": {code: f"{getattr(item.file.label, code)} ({whole.file.name.fi})" for code in ("fi", "sv", "en")},
        "options": [
            {"id": answer.id, "text": answer.text.model_dump(exclude_none=True), "say": answer.say}
            for answer in item.scale
        ],
    }
    if mildest in ("not_at_all", "never"):
        question["if_no"] = mildest
    if item.file.alarm:
        question["on_unknown"] = "emergency"
    if item.unless:
        earlier = next(row for row in whole.items if item.unless and row.question == item.unless[0])
        question["when"] = {earlier.question: [answer for answer in earlier.points if answer != item.unless[1]]}
    elif gate and item.question not in [row.question for row in gate.items]:
        question["when"] = list(_reaching(gate))
    return question


def _alarm(whole: Instrument, item: Item) -> dict[str, object]:
    return {
        "id": f"{item.question}_alarm",
        "urgency": "emergency",
        "red_flag": True,
        "when": {item.question: f">= {item.scale[1].id}"},
        "source": [whole.id],
    }


def _reaching(gate: Instrument) -> Iterator[dict[str, str]]:
    """The least answers to a gate's two items with which their sum reaches its cut-off."""
    first, second = gate.items  # checked when the file is read
    limit = gate.cutoff() or 0
    for answer, points in first.points.items():
        rest = next((name for name, more in second.points.items() if points + more >= limit), None)
        if rest is not None:
            least = {first.question: answer, second.question: rest}
            mildest = {item.question: item.scale[0].id for item in gate.items}
            yield {name: f">= {chosen}" for name, chosen in least.items() if chosen != mildest[name]}


def _joined(lead: WordingFile | None, text: WordingFile) -> dict[str, str]:
    codes = ("fi", "sv", "en", "fi_plain")
    return {
        code: " ".join(part for part in (getattr(lead, code, None), getattr(text, code)) if part)
        for code in codes
        if getattr(text, code)
    }


def _clauses(
    when: FindingWhen | list[FindingWhen] | None,
    protocol: Protocol,
    instruments: Mapping[str, Instrument],
    file: str,
    key: str,
) -> tuple[Clause, ...]:
    rows = [when] if isinstance(when, dict) else list(when or [])
    try:
        return tuple(tuple(_finding(name, test, protocol, instruments) for name, test in row.items()) for row in rows)
    except ValueError as error:
        raise ProtocolError(file, f"{key}.when", str(error)) from error


def _finding(name: str, written: object, protocol: Protocol, instruments: Mapping[str, Instrument]) -> Finding:
    if name in instruments:
        if written in ("positive", "negative"):
            return Finding(name, score=Positive(written == "positive"))
        return Finding(name, score=Sum(parse_span(str(written))))
    question = protocol.by_id.get(name)
    if question is None:
        raise ValueError(f"no question or instrument {name!r}")
    test = parse_test(
        written,
        question.option_ids,
        ordered=question.order == "listed",
        numeric=question.type in ("number", "scale"),
        multi=question.type == "multi",
    )
    return Finding(name, answer=test)
