"""`opastin catalog`: from the command line to a catalogue, with PTV faked at the transport."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from bot.catalog_command import run_import, show_report
from bot.cli import _parser, main
from bot.settings import Settings
from connectors.ptv import PtvHttp, Shelf
from tests.services_catalog.importing.documents import guid, service
from tests.services_catalog.importing.fakes import FakeV11

SHOWN = "PTV v11, area 01"


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    (tmp_path / "opastin.db").write_bytes(empty_database.read_bytes())
    return Settings(var=tmp_path)


def load(settings: Settings, fake: FakeV11, *arguments: str) -> int:
    async def no_pause(_seconds: float) -> None:
        """Tests do not wait."""

    def connect(url: str, key: str, shelf: Shelf) -> PtvHttp:
        assert url == "https://ptv.example"
        return PtvHttp(url, key, shelf, fake.transport, no_pause)

    options = _parser().parse_args(
        ["catalog", "import", "--ptv", "https://ptv.example/api/v11/", "--area", "01", *arguments]
    )
    return run_import(settings, options, connect)


def reported(settings: Settings, *arguments: str) -> None:
    show_report(settings, _parser().parse_args(["catalog", "report", *arguments]))


def test_progress_and_the_report_are_shown_and_the_report_can_be_read_later(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(settings, FakeV11(service(1), service(2, serviceNames=None), service(3))) == 0
    printed = capsys.readouterr().out
    assert "services of WellbeingServiceCounties 01: page 2 of 2" in printed
    assert "services: 2 added, 0 changed, 0 unchanged, 0 withdrawn, 1 documents refused" in printed
    assert (
        "service ? (ptv-00000002-0000-4000-8000-000000000000): it has no name in Finnish, Swedish or English" in printed
    )
    reported(settings, "1")
    assert capsys.readouterr().out in printed
    reported(settings)
    assert capsys.readouterr().out.startswith(f"1: {SHOWN}, everything: done")


def test_the_next_load_reads_changes_only_unless_told_otherwise(settings: Settings) -> None:
    fake = FakeV11(service(1))
    load(settings, fake)
    fake.asked.clear()
    load(settings, fake)
    assert "/Service/area/WellbeingServiceCounties/code/01" in fake.asked
    fake.asked.clear()
    load(settings, fake, "--full")
    assert "/Service/list/area/WellbeingServiceCounties/code/01" in fake.asked
    fake.asked.clear()
    load(settings, fake, "--since", "2026-11-01")
    assert fake.requests[-1].url.params.get("date", "2026-11-01T00:00:00") == "2026-11-01T00:00:00"


def test_a_failed_load_has_an_exit_status_of_its_own_and_is_continued(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = FakeV11(*(service(n) for n in range(1, 6)))
    fake.broken = {number: httpx.Response(503) for number in range(2, 9)}
    assert load(settings, fake) == 1
    assert (
        "It may work later; what was fetched is kept for a day.\n  The catalogue is as it was."
        in capsys.readouterr().out
    )
    fake.broken = {}
    assert load(settings, fake) == 0
    assert not list((settings.var / "ptv").iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "--area", "01"], "PTV's address is not known: give --ptv or set OPASTIN_PTV_URL"),
        (
            ["import", "--ptv", "https://x.example", "--area", "99"],
            "area 99: no region pack has this code; there are: 01",
        ),
        (["report", "7"], "there is no load 7"),
    ],
)
def test_what_the_administrator_can_mend_is_said(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPASTIN_VAR", str(tmp_path))
    assert main(["catalog", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_ids_are_ptv_s(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    load(settings, FakeV11(service(1)))
    assert f"Fysioterapia (ptv-{guid(1)})" in capsys.readouterr().out
