"""Secrets of the settings: made once, readable by us only, never told in an error."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import SHORTEST_KEY, Settings

OLD, NEW = "old" * 15, "new" * 15


def test_the_key_of_summaries_is_made_once_and_readable_by_us_only(tmp_path: Path) -> None:
    (made,) = Settings(var=tmp_path).summary_keys()
    assert len(made) >= SHORTEST_KEY
    assert Settings(var=tmp_path).summary_keys() == (made,)
    assert stat.S_IMODE((tmp_path / "summary_key").stat().st_mode) == 0o600
    assert made != Settings(var=tmp_path).secret()


def test_several_keys_are_told_the_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "summary_key").write_text(f"{NEW}\n{OLD}\n", encoding="ascii")
    assert Settings(var=tmp_path).summary_keys() == (NEW, OLD)
    monkeypatch.setenv("OPASTIN_SUMMARY_KEY", f"{OLD} {NEW}")
    assert Settings(var=tmp_path).summary_keys() == (OLD, NEW)


def test_a_key_from_a_secret_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{NEW}\n", encoding="ascii")
    monkeypatch.setenv("OPASTIN_SUMMARY_KEY_FILE", str(secret))
    assert Settings(var=tmp_path).summary_keys() == (NEW,)
    assert not (tmp_path / "summary_key").exists()


def test_a_key_that_can_be_guessed_stops_the_start_and_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPASTIN_SUMMARY_KEY", f"{NEW} hunter2")
    with pytest.raises(ValidationError) as refused:
        Settings(var=tmp_path)
    assert "summary_key" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "summary_key").write_text("\n", encoding="ascii")
    with pytest.raises(ValueError, match="holds no key"):
        Settings(var=tmp_path).summary_keys()
