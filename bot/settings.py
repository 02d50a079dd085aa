"""Settings of the web process and the supervisor, from the environment and nowhere else.

Every setting NAME is read from OPASTIN_NAME; a secret may also come from a file named by OPASTIN_NAME_FILE.
docs/operations.md describes each one, and a test fails when it does not.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "OPASTIN_"
PROJECT = Path(__file__).resolve().parent.parent
SHORTEST_KEY = 32  # characters


class Settings(BaseSettings):
    """Typed settings; a missing or impossible value fails at start with its name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", hide_input_in_errors=True)

    region: str = Field("ita-uusimaa", description="Region pack shown to residents (a folder of bot/regions).")
    host: str = Field("127.0.0.1", description="Address the web process listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port of the web process.")
    actions_port: int = Field(5055, ge=1, le=65535, description="Loopback port of the action server.")
    rasa_port: int = Field(5005, ge=1, le=65535, description="Loopback port of Rasa.")
    var: Path = Field(PROJECT / "var", description="Folder of everything the service writes.")
    models: Path = Field(PROJECT / "var" / "models", description="Folder of the trained models.")
    database_url: str = Field("", description="SQLAlchemy address; empty means SQLite in the var folder.")
    internal_token: SecretStr = Field(
        SecretStr(""), description="Secret the actions use towards web; empty means made at first start."
    )
    summary_key: SecretStr = Field(
        SecretStr(""), description="Secret that saved summaries are sealed with; empty means made at first start."
    )
    turn_timeout: float = Field(
        12.0, gt=0, le=120, description="Seconds a turn may take before the resident is answered honestly."
    )
    message_limit: int = Field(4000, ge=200, le=20000, description="Longest message accepted, characters.")
    messages_per_minute: int = Field(120, ge=1, description="Messages accepted a minute in one conversation.")
    session_hours: float = Field(10, gt=0, description="Hours a nurse's or editor's sign-in lasts.")
    cookie_secure: bool = Field(False, description="Send the sign-in cookie over https only (set behind TLS).")
    allowed_origins: list[str] = Field(
        default_factory=list, description="JSON list of other sites that may embed the chat widget."
    )
    allow_unreviewed_protocols: bool = Field(
        True, description="Use assessment protocols that no clinician has approved yet."
    )
    check_links: bool = Field(False, description="Visit the web addresses of published services to find broken links.")
    rasa_rest: bool = Field(False, description="Serve /webhooks/rest/webhook for clients made for Rasa.")

    ptv_url: str = Field("", description="Address of PTV's interface for catalogue loads.")
    ptv_api_key: SecretStr = Field(SecretStr(""), description="Key to PTV's interface 12; interface 11 needs none.")
    sample_catalog: bool = Field(True, description="Show the sample services; off once the true ones are loaded.")

    @model_validator(mode="before")
    @classmethod
    def read_secret_files(cls, values: dict[str, Any]) -> dict[str, Any]:
        """OPASTIN_X_FILE names a file whose stripped content is the value of OPASTIN_X."""
        for name in cls.model_fields:
            path = os.environ.get(f"{PREFIX}{name.upper()}_FILE")
            if path and not values.get(name):
                text = Path(path).read_text(encoding="utf-8").strip()
                values[name] = json.loads(text) if text.startswith("[") else text
        return values

    @property
    def database(self) -> str:
        """The database address in use."""
        return self.database_url or f"sqlite:///{self.var / 'opastin.db'}"

    @property
    def web_url(self) -> str:
        """Where the other processes on this machine reach the web process."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def rasa_url(self) -> str:
        """Where the web process reaches Rasa."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Where Rasa reaches the action server."""
        return f"http://127.0.0.1:{self.actions_port}"

    @field_validator("summary_key")
    @classmethod
    def check_summary_key(cls, value: SecretStr) -> SecretStr:
        """Keys with spaces between, the newest first; each too long to be guessed."""
        if any(len(key) < SHORTEST_KEY for key in value.get_secret_value().split()):
            raise ValueError(f"each key has at least {SHORTEST_KEY} characters")
        return value

    def secret(self) -> str:
        """The internal token: the one set, or one made on first use and kept in var, readable by us only."""
        return self.internal_token.get_secret_value() or self._kept("internal_token")

    def summary_keys(self) -> tuple[str, ...]:
        """What saved summaries are sealed with, the newest first: as set, or made on first use and kept in var."""
        given = self.summary_key.get_secret_value() or self._kept("summary_key")
        if not given.strip():
            raise ValueError(f"{self.var / 'summary_key'} holds no key")
        return tuple(self.check_summary_key(SecretStr(given)).get_secret_value().split())

    def _kept(self, name: str) -> str:
        """The secret in the file of this name in var, made when it is missing."""
        path = self.var / name
        if not path.exists():
            self.var.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
            try:
                os.link(draft, path)  # the first process wins, the others read what it wrote
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text(encoding="ascii")
