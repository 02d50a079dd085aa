"""The second net: it raises, never lowers; it is kept and read; hidden signs count as much as open ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.settings import PROJECT
from nlu.redflags import RedFlags, create_red_flags
from nlu.redflags.examples import written_lines
from nlu.redflags.net import NONE, Net, views

MODEL = PROJECT / "var" / "models" / "redflags.npz"


@pytest.fixture(scope="module")
def with_net() -> RedFlags:
    return create_red_flags(MODEL)


@pytest.fixture(scope="module")
def patterns_only() -> RedFlags:
    return create_red_flags(None)


SAID = [
    "isällä roikkuu suupieli ja puhe puuroutuu", "haluan tappaa itseni", "mies hakkaa minua juuri nyt",
    "vauva on ihan veltto ja sininen", "söin koko purkin unilääkkeitä", "rintaa puristaa ja hengitys ei kulje",
]  # fmt: skip


def test_what_the_patterns_say_is_never_lowered(with_net: RedFlags) -> None:
    rank = {"ask": 1, "sure": 2}
    for pattern in (pattern for guideline in with_net.guidelines for pattern in guideline.patterns):
        for language, texts in pattern.examples.items():
            for text in texts:
                verdict = with_net.check(text, language)
                assert verdict is not None, text
                assert rank[verdict.certainty] >= rank.get(pattern.certainty, 1), text


@pytest.mark.parametrize("text", SAID)
def test_what_is_plainly_said_is_answered_at_once(with_net: RedFlags, text: str) -> None:
    verdict = with_net.check(text, "fi")
    assert verdict is not None
    assert verdict.certainty == "sure"


def test_without_the_net_what_only_hints_is_asked_about(patterns_only: RedFlags) -> None:
    verdict = patterns_only.check("mies hakkaa minua juuri nyt", "fi")
    assert verdict is not None
    assert verdict.certainty == "ask"


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize(
    "padding", ["Hei, haluaisin kysyä yhtä asiaa. {} Kiitos jo etukäteen avusta!", "{}\n\nt. Maija", "moi {}"]
)
def test_polite_padding_hides_nothing(with_net: RedFlags, text: str, padding: str) -> None:
    verdict = with_net.check(padding.format(text), "fi")
    assert verdict is not None


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize("change", [str.upper, str.title, lambda text: text.replace("ä", "a").replace("ö", "o")])
def test_case_and_dots_hide_nothing(with_net: RedFlags, text: str, change: object) -> None:
    assert with_net.check(change(text), "fi") is not None  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "hei",
        "haluaisin varata ajan hammaslääkärille",
        "mihin aikaan terveysasema on auki",
        "kiitos avusta",
        "reseptin uusiminen",
    ],
)
def test_ordinary_messages_alarm_nobody(with_net: RedFlags, text: str) -> None:
    assert with_net.check(text, "fi") is None


def test_a_net_is_kept_and_read_as_it_was(with_net: RedFlags, tmp_path: Path) -> None:
    net = Net.load(MODEL)
    net.save(tmp_path / "again.npz")
    reading = with_net.read("vaari ei herää vaikka ravistan")
    assert Net.load(tmp_path / "again.npz").alarm(reading) == net.alarm(reading)


def test_each_sentence_is_looked_at(with_net: RedFlags) -> None:
    reading = with_net.read("Haluan ajan labraan. Isä ei hengitä kunnolla. Kiitos.")
    assert len(views(reading)) == 3  # the whole and two sentences; a word of thanks is none


def test_what_runs_on_is_looked_at_in_windows(with_net: RedFlags) -> None:
    reading = with_net.read("asiaa " * 40 + "isä ei hengitä kunnolla " + "asiaa " * 40)
    assert any(len(view) < len(reading.words) / 2 for view in views(reading))


def test_a_check_is_quick(with_net: RedFlags) -> None:
    """p95 under 30 ms is the promise for what residents write; a loaded machine is given twice that."""
    patterns = [pattern for guideline in with_net.guidelines for pattern in guideline.patterns]
    texts = [" ".join(texts) for pattern in patterns for texts in pattern.examples.values()]
    times = []
    for text in texts:
        began = time.perf_counter()
        with_net.check(text, "fi")
        times.append(time.perf_counter() - began)
    assert sorted(times)[int(len(times) * 0.95)] < 0.06


def test_in_an_answer_the_net_alone_asks_and_never_alarms(with_net: RedFlags) -> None:
    told = [line for line in written_lines() if line.label != NONE and line.language == "fi"][:600]
    alone = with_pattern = 0
    for line in told:
        before = with_net.check(line.text, "fi")
        after = with_net.check(line.text, "fi", answering=True)
        assert (before is None) == (after is None), line.text  # nothing is overlooked for being an answer
        if before is None or after is None or before.certainty == "ask":
            assert before == after, line.text
        elif before.pattern == "net":
            alone += 1
            assert (after.certainty, after.emergency) == ("ask", before.emergency), line.text
            assert after.question, line.text
        else:
            with_pattern += 1
            assert after == before, line.text
    assert min(alone, with_pattern) > 20  # both were met
