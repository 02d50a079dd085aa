"""How the tables write entities: `symptom=fever`, `!symptom=cough` (negated), `body_part=knee:left`, `pregnancy=pregnant/32`,
`time=12-01T06:00..12-01T12:00(forenoon)` (month and day; the year when it is not NOW's)."""

from __future__ import annotations

from datetime import datetime

from nlu.entities import HELSINKI, Entity

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=HELSINKI)  # a Wednesday


def written(entity: Entity) -> str:
    """The entity as the tables write it."""
    value = _time(entity) if entity.name == "time" else _plain(entity)
    side = f":{entity.more['side']}" if "side" in entity.more else ""
    week = f"/{entity.more['week']}" if "week" in entity.more else ""
    return f"{'!' * entity.negated}{entity.name}={value}{side}{week}"


def _plain(entity: Entity) -> str:
    return f"{entity.value:g}" if isinstance(entity.value, float) else str(entity.value)


def _time(entity: Entity) -> str:
    after, before, part = (entity.value[key] for key in ("after", "before", "part"))
    span = f"{_moment(after)}..{_moment(before)}" if after else ""
    return span + (f"({part})" if part else "")


def _moment(iso: str) -> str:
    return iso[:16].removeprefix(f"{NOW.year}-")
