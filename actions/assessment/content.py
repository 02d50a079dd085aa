"""Reading content files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from actions.assessment.errors import ProtocolError

_BOOL = "tag:yaml.org,2002:bool"


class _ContentLoader(yaml.SafeLoader):
    """YAML in which only true and false are booleans: "on" and "no" are words of Finnish and English."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL or first in "tfTF"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read_content(path: Path) -> dict[str, Any]:
    """The mapping in a content file. Raises ProtocolError."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_ContentLoader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise ProtocolError(path.name, "(file)", f"cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise ProtocolError(path.name, "(file)", f"is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise ProtocolError(path.name, "(file)", "must be a mapping")
    return content
