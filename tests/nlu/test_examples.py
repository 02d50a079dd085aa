"""Files of examples: read as written, refused with their name when they are not as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.examples import KINDS, Example, ExamplesError, example_files, read_examples
from nlu.topics import topics


def written(folder: Path, text: str) -> Path:
    path = folder / "headache.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_block_has_a_language_and_finnish_is_the_default(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'version: "3.1"\nnlu:\n- intent: headache\n  examples: |\n    - pää: kipeä!\n\n    -  kova särky \n'
        "- intent: headache\n  metadata: {language: sv}\n  examples: |\n    - huvudvärk\n",
    )
    assert list(read_examples(path)) == [
        Example("headache", "fi", "pää: kipeä!"),
        Example("headache", "fi", "kova särky"),
        Example("headache", "sv", "huvudvärk"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "nlu: päänsärky",
        "- päänsärky",
        "nlu:\n- synonym: pää\n  examples: |\n    - nuppi\n",
        "nlu:\n- intent: headache\n  examples: [pää]\n",
        "nlu:\n- intent: headache\n  examples: |\n    pää on kipeä\n",
        "nlu:\n- intent: headache\n  examples: |\n    - \n",
    ],
)
def test_another_shape_is_refused_by_the_files_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExamplesError, match=r"headache\.yml"):
        list(read_examples(written(tmp_path, text)))


def test_every_topic_that_is_no_emergency_has_a_file_of_its_own() -> None:
    files = {path.stem: path for path in example_files(*KINDS)}
    assert set(files) == {topic.id for topic in topics().values() if topic.kind in KINDS} - {"not_understood"}
    for name, path in files.items():
        assert {example.topic for example in read_examples(path)} == {name}
