"""What the upgrade does to summaries that were saved before they were sealed."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.settings import PROJECT
from bot.storage import upgrade


def test_unsealed_summaries_are_deleted_and_who_opened_them_stays(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "bot" / "migrations"))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{file}")
    command.upgrade(config, "0004")
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        moment = "'2026-11-22 00:00:00', '2026-12-22 00:00:00'"
        connection.execute(sa.text(
            f"INSERT INTO navigator_summaries VALUES ('s', 'hash', 'therapy_navigator', '{{\"fi\": \"väsyttää\"}}', {moment})"
        ))  # fmt: skip
        connection.execute(sa.text("INSERT INTO navigator_openings VALUES (1, 's', 1, '2026-11-22 00:00:00')"))
    upgrade(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM navigator_summaries")) == 0
        assert connection.scalar(sa.text("SELECT count(*) FROM navigator_openings")) == 1
    engine.dispose()
    assert "väsyttää".encode() not in file.read_bytes()  # not left in the file's free pages either
