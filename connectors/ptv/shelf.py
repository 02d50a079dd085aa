"""Answers already fetched, kept in a folder so that a long load can be continued after a break."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

BEGUN = "begun"
KEPT_FOR = timedelta(hours=24)
"""Older answers are not mixed with new ones: too much has changed meanwhile."""


class Shelf:
    """One load's answers by request. `began` is when the load first began (aware), also when it is continued."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        begun = folder / BEGUN
        began = datetime.fromisoformat(begun.read_text(encoding="ascii")) if begun.exists() else None
        if began is None or now - began > KEPT_FOR:
            self.clear()
            folder.mkdir(parents=True)
            began = now.astimezone(UTC)
            begun.write_text(began.isoformat(), encoding="ascii")
        self.began = began

    def get(self, path: str, params: Mapping[str, Any]) -> Any | None:
        """The answer kept for a request, or None."""
        file = self._file(path, params)
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    def put(self, path: str, params: Mapping[str, Any], answer: Any) -> None:
        """Keep the answer to a request."""
        file = self._file(path, params)
        draft = file.with_suffix(".draft")
        draft.write_text(json.dumps(answer), encoding="utf-8")
        draft.replace(file)  # whole or not at all

    def clear(self) -> None:
        """Forget everything: the load is done."""
        if self._folder.exists():
            shutil.rmtree(self._folder)

    def _file(self, path: str, params: Mapping[str, Any]) -> Path:
        request = json.dumps([path, sorted((key, str(value)) for key, value in params.items())])
        return self._folder / f"{hashlib.sha256(request.encode()).hexdigest()}.json"
