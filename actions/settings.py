"""What the action server is told by its surroundings (the supervisor sets these)."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSettings:
    """`web_url`: the web process; `token`: the secret our processes share; `unreviewed`: use sample protocols."""

    web_url: str
    token: str
    unreviewed: bool


def settings() -> ActionSettings:
    """From the environment. Raises KeyError naming what is missing."""
    return ActionSettings(
        web_url=os.environ["OPASTIN_WEB_URL"],
        token=os.environ["OPASTIN_INTERNAL_TOKEN"],
        unreviewed=os.environ.get("OPASTIN_ALLOW_UNREVIEWED_PROTOCOLS", "1").lower() in ("1", "true", "yes"),
    )
