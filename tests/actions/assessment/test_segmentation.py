"""Four segments from two axes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from actions.assessment import UNKNOWN, ProtocolError, answer, next_question, start
from actions.assessment.segmentation import FILE, load_segmentation

SEGMENTS = [
    ("one", "same", "alone", "often", "omatoimi"),
    ("many", "worse", "alone", "often", "yhteistyo"),
    ("one", "better", "hardly", "nobody", "yhteiso"),
    ("many", "same", "with_help", "sometimes", "verkosto"),
    (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, "verkosto"),  # nothing known: rather too much support than too little
]


@pytest.mark.parametrize(("needs", "change", "managing", "support", "segment"), SEGMENTS)
def test_answers_come_to_their_segment(needs: str, change: str, managing: str, support: str, segment: str) -> None:
    found = load_segmentation()
    state = start(found.protocol)
    for name, value in (("needs", needs), ("change", change), ("managing", managing), ("support", support)):
        state = answer(found.protocol, state, name, value)
    assert next_question(found.protocol, state) is None
    assert found.of(state).id == segment
    assert found.of(state).own_contact == (segment == "verkosto")


def test_every_combination_of_answers_has_a_segment() -> None:
    found = load_segmentation()
    questions = found.protocol.questions
    reached = set()
    for values in product(*((*question.option_ids, UNKNOWN) for question in questions)):
        state = start(found.protocol, dict(zip((question.id for question in questions), values, strict=True)))
        reached.add(found.of(state).id)
    assert reached == {segment.id for segment in found.segments}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("resources: [managing, support]", "resources: [managing]", "axes"),
        ("    load: light\n    resources: strong", "    load: heavy\n    resources: strong", "segments"),
        ("high: 2", "hihg: 2", "high"),
    ],
)
def test_a_wrong_file_says_the_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / FILE.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProtocolError) as caught:
        load_segmentation(path=path)
    assert key in caught.value.key
