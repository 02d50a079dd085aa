"""Whether the action server answers (rasa_sdk's own health route)."""

from __future__ import annotations

from connectors.errors import ConnectorError
from connectors.http import HttpClient


async def actions_ready(url: str) -> bool:
    """One quick look."""
    http = HttpClient(url, timeout=1.0)
    try:
        await http.call("GET", "/health", tries=1)
    except ConnectorError:
        return False
    finally:
        await http.close()
    return True
