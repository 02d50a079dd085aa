"""Reading YAML content with errors an editor can act on: the file, the record and the key."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from services_catalog.errors import ContentError

DATA = Path(__file__).parent / "data"
ModelT = TypeVar("ModelT", bound=BaseModel)


class _Loader(yaml.CSafeLoader):
    """YAML 1.1 safe loader that refuses a key given twice, which YAML lets the later one win silently."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen and key != "<<":
            raise ContentError(f"line {key_node.start_mark.line + 1}: {key!r} is given twice")
        seen.add(key)
    loader.flatten_mapping(node)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises ContentError naming the file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        raise ContentError(f"{path.name}: {error}") from error
    except ContentError as error:
        raise ContentError(f"{path.name}: {error}") from None


def check(model: type[ModelT], data: Any, where: str) -> ModelT:
    """`data` as a `model`. Raises ContentError "where: key: what is wrong", one line a fault."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = (f"{where}: {'.'.join(map(str, e['loc'])) or '-'}: {e['msg']}" for e in error.errors())
        raise ContentError("\n".join(faults)) from None
