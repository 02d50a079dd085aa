"""Content files: sound ones load, wrong ones say file and key."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.assessment import ProtocolError, load_protocols
from actions.assessment.content import read_content
from actions.assessment.loader import COMMON, PROTOCOLS, REPLIES
from nlu.answers import unknown_phrases

TEXT = {"fi": "a", "sv": "b", "en": "c", "fi_plain": "d"}
PROTOCOL: dict[str, Any] = {
    "id": "itch",
    "version": 1,
    "status": "sample, not approved by a clinician",
    "reviewed_by": None,
    "reviewed_on": None,
    "valid_until": "2027-01-01",
    "topic": "rash_skin",
    "title": TEXT,
    "sources": {"book": "A book"},
    "questions": [
        {"use": "who"},
        {
            "id": "flags",
            "type": "multi",
            "on_unknown": "urgent_now",
            "text": TEXT,
            "label": TEXT,
            "source": ["book"],
            "options": [
                {"id": "swelling", "urgency": "emergency", "text": TEXT, "say": {"fi": ["turvotus"]}},
                {"id": "fever", "text": TEXT},
            ],
        },
        {
            "id": "how_bad",
            "type": "choice",
            "order": "listed",
            "text": TEXT,
            "label": TEXT,
            "options": [{"id": option, "text": TEXT} for option in ("mild", "moderate", "severe")],
        },
        {
            "id": "days",
            "type": "number",
            "order": "rising",
            "unit": "days",
            "bounds": [0, 100],
            "text": TEXT,
            "label": TEXT,
        },
    ],
    "rules": [{"id": "bad", "urgency": "within_24h", "when": {"how_bad": ">= moderate"}, "source": ["book"]}],
}


def write(folder: Path, content: dict[str, Any], name: str = "itch.yml") -> Path:
    shutil.copy(PROTOCOLS / COMMON, folder / COMMON)
    lines = yaml.safe_dump(content, allow_unicode=True).replace("'2027-01-01'", "2027-01-01")
    (folder / name).write_text(lines, encoding="utf-8")
    return folder


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """Sets a value at a path of the protocol; a value of None in a mapping's last key removes it."""

    def change(content: Any) -> None:
        for step in path[:-1]:
            content = content[step]
        if value is None:
            del content[path[-1]]
        else:
            content[path[-1]] = value

    return change


def rule(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda content: content["rules"][0].update(changes)


BROKEN = [
    ("a misspelt key", put("titel", value=TEXT), "titel"),
    ("no title", put("title", value=None), "title"),
    ("a language missing", put("questions", 1, "text", value={"fi": "a", "sv": "b"}), "questions(flags).text.en"),
    ("no plain Finnish", put("questions", 1, "text", value={"fi": "a", "sv": "b", "en": "c"}), "fi_plain"),
    ("another id than the file", put("id", value="scratch"), "id"),
    ("an unknown template", put("questions", 0, value={"use": "nobody"}), "questions.0.use"),
    ("a question twice", put("questions", 1, "id", value="who"), "questions"),
    ("an option twice", put("questions", 1, "options", 1, "id", value="swelling"), "questions(flags).options"),
    ("a reserved option", put("questions", 1, "options", 1, "id", value="none"), "questions(flags).options"),
    ("a choice without order", put("questions", 2, "order", value=None), "questions(how_bad).order"),
    ("a number without bounds", put("questions", 3, "bounds", value=None), "questions(days).bounds"),
    ("normal without away", put("questions", 3, "normal", value=7.0), "questions(days).normal"),
    ("a number with options", put("questions", 3, "options", value=[{"id": "x", "text": TEXT}]), "(days).options"),
    ("a denial of nothing", put("questions", 2, "if_no", value="gone"), "questions(how_bad).if_no"),
    ("a yes to nothing", put("questions", 2, "if_yes", value="gone"), "questions(how_bad).if_yes"),
    ("an unknown question", rule(when={"nothing": "x"}), "rules(bad).when.nothing"),
    ("an unknown option", rule(when={"how_bad": "awful"}), "rules(bad).when.how_bad"),
    ("an empty condition", rule(when={}), "rules(bad).when"),
    ("a comparison of an unordered one", rule(when={"who": ">= child"}), "rules(bad).when.who"),
    ("a number compared wrongly", rule(when={"days": "many"}), "rules(bad).when.days"),
    ("a count too large", rule(when={"flags": {"at_least": 5}}), "rules(bad).when.flags"),
    ("no source", rule(source=[]), "rules(bad).source"),
    ("an unknown source", rule(source=["hearsay"]), "rules(bad).source"),
    ("an unknown urgency", rule(urgency="soon"), "rules(bad).urgency"),
    ("a milder answer that counts more", rule(when={"how_bad": "moderate"}), "questions(how_bad)"),
    ("fewer days that count more", rule(when={"days": "3..5"}), "questions(days)"),
    ("a condition that always holds", rule(when={"days": ">= 0"}), "questions(days)"),
    ("a weak red flag", rule(urgency="non_urgent", red_flag=True), "rules(bad)"),
    ("a red flag lost when unknown", put("questions", 1, "on_unknown", value="self_care"), "(flags).on_unknown"),
    ("waiting for a later one", put("questions", 1, "when", value={"days": ">= 3"}), "(flags).when.days"),
    ("a phone number", put("questions", 1, "text", value={**TEXT, "sv": "Ring 112"}), "questions(flags).text.sv"),
    ("an unknown placeholder", rule(actions=[{**TEXT, "en": "Call {mum}"}]), "rules(bad).actions.0.en"),
    ("approved by nobody", put("status", value="approved"), "status"),
    (
        "ranges with a gap",
        lambda content: content["questions"][2].update(
            unit="days",
            options=[{"id": "short", "range": "< 3", "text": TEXT}, {"id": "long", "range": "> 3", "text": TEXT}],
        ),
        "rules(bad).when.how_bad",
    ),
]  # fmt: skip


def test_a_sound_protocol_loads(tmp_path: Path) -> None:
    protocol = load_protocols(write(tmp_path, PROTOCOL))["itch"]
    assert [question.id for question in protocol.questions] == ["who", "flags", "how_bad", "days"]
    assert [rule.id for rule in protocol.rules] == ["flags.swelling", "bad"]
    assert protocol.reviewed is False


@pytest.mark.parametrize(("case", "change", "key"), BROKEN)
def test_a_wrong_file_says_file_and_key(
    tmp_path: Path, case: str, change: Callable[[dict[str, Any]], None], key: str
) -> None:
    content = copy.deepcopy(PROTOCOL)
    change(content)
    with pytest.raises(ProtocolError) as caught:
        load_protocols(write(tmp_path, content))
    assert caught.value.file == "itch.yml"
    assert key in caught.value.key


def test_ranges_must_meet(tmp_path: Path) -> None:
    content = copy.deepcopy(PROTOCOL)
    content["rules"] = []
    content["questions"][2].update(
        unit="days",
        options=[{"id": "short", "range": "< 3", "text": TEXT}, {"id": "long", "range": "> 3", "text": TEXT}],
    )
    with pytest.raises(ProtocolError, match="cover 3 exactly once"):
        load_protocols(write(tmp_path, content))


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    write(tmp_path, PROTOCOL)
    (tmp_path / "broken.yml").write_text("id: [", encoding="utf-8")
    with pytest.raises(ProtocolError, match=r"broken\.yml"):
        load_protocols(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProtocolError, match=r"common\.yml"):
        load_protocols(tmp_path / "nowhere")


def test_finnish_and_english_words_are_not_booleans(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("a: on\nb: no\nc: true\nd: [yes, off]\n", encoding="utf-8")
    assert read_content(tmp_path / "words.yml") == {"a": "on", "b": "no", "c": True, "d": ["yes", "off"]}


def test_reply_phrases_belong_to_one_kind(tmp_path: Path) -> None:
    content = read_content(REPLIES)
    kinds = {kind: {phrase for row in content[kind] for phrase in row} for kind in ("yes", "all")}
    kinds["unknown"] = {phrase for phrases in unknown_phrases().values() for phrase in phrases}
    for kind, phrases in kinds.items():
        for other, others in kinds.items():
            assert kind == other or not phrases & others


def test_the_real_protocols_say_that_nobody_has_approved_them() -> None:
    for protocol in load_protocols().values():
        assert protocol.status == "sample, not approved by a clinician"
        assert protocol.reviewed_by is None
        assert protocol.reviewed_on is None
