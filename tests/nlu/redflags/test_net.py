"""The second net: it raises, never lowers; it is kept and read; hidden signs count as much as open ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.settings import PROJECT
from nlu.redflags import RedFlags, create_red_flags
from nlu.redflags.net import Net, views

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


@pytest.mark.parametrize("text", SAID)
def test_what_the_patterns_say_is_never_lowered(with_net: RedFlags, patterns_only: RedFlags, text: str) -> None:
    before, after = patterns_only.check(text, "fi"), with_net.check(text, "fi")
    assert before is not None
    assert before.certainty == "sure"
    assert after == before


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
    assert len(views(reading)) == 3


def test_a_check_is_quick(with_net: RedFlags) -> None:
    """p95 under 30 ms is the promise; a loaded machine is given twice that."""
    texts = [*SAID, "vatsa on kipeä ja väsyttää " * 100] * 5
    times = []
    for text in texts:
        began = time.perf_counter()
        with_net.check(text, "fi")
        times.append(time.perf_counter() - began)
    assert sorted(times)[int(len(times) * 0.8)] < 0.06
