"""Reading protocol files. Everything is checked here, so that the engine meets only sound protocols."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from actions.assessment.checks import check_protocol
from actions.assessment.compiler import Compiler
from actions.assessment.content import read_content
from actions.assessment.errors import ProtocolError
from actions.assessment.model import Protocol
from actions.assessment.replies import load_replies
from actions.assessment.schema import CommonFile, ProtocolFile
from actions.assessment.words import Analyser

PROTOCOLS = Path(__file__).parent / "protocols"
COMMON = "common.yml"
COMMONS = {"symptom": COMMON, "service_need": "common_service.yml"}
REPLIES = Path(__file__).parent / "replies.yml"

_File = TypeVar("_File", bound=BaseModel)


def load_protocols(folder: Path = PROTOCOLS, analysers: Mapping[str, Analyser] | None = None) -> dict[str, Protocol]:
    """Read every protocol in ``folder``, by id.

    ``analysers`` maps a language to nlu.morphology's ``analyse``, which makes lay phrases match inflected
    words; without them phrases match only as they are written. Raises ProtocolError, naming file and key.
    """
    commons = {
        kind: checked_file(CommonFile, read_content(folder / name), name)
        for kind, name in COMMONS.items()
        if name == COMMON or (folder / name).exists()
    }
    replies = load_replies(REPLIES)
    protocols: dict[str, Protocol] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name in COMMONS.values():
            continue
        content = read_content(path)
        common = commons.get(str(content.get("kind", "symptom")))
        if common is None:
            raise ProtocolError(path.name, "kind", f"there is no such kind here: {', '.join(commons)}")
        content = _with_templates(content, common.questions, path.name)
        file = checked_file(ProtocolFile, content, path.name)
        if file.id != path.stem:
            raise ProtocolError(path.name, "id", f"is {file.id!r}; it must be the file's name")
        protocols[file.id] = Compiler(path.name, file, common, replies, analysers or {}).protocol()
        check_protocol(protocols[file.id], path.name)
    return protocols


def _with_templates(
    content: dict[str, object], templates: Mapping[str, Mapping[str, object]], file: str
) -> dict[str, object]:
    """Fill questions that `use:` a template of common.yml; their own keys win."""
    questions = content.get("questions")
    if not isinstance(questions, list):
        return content
    filled: list[object] = []
    for index, question in enumerate(questions):
        if isinstance(question, dict) and "use" in question:
            name = question["use"]
            if name not in templates:
                raise ProtocolError(file, f"questions.{index}.use", f"no template {name!r} among the common ones")
            own = {key: value for key, value in question.items() if key != "use"}
            question = {"id": name, **templates[name], **own}
        filled.append(question)
    return {**content, "questions": filled}


def checked_file(model: type[_File], content: dict[str, object], file: str) -> _File:
    """The content of a file in its shape. Raises ProtocolError, naming the key as an editor knows it."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise ProtocolError(file, _key(first["loc"], content), first["msg"]) from error


def _key(location: tuple[int | str, ...], content: object) -> str:
    """A place in a file as its editor knows it: "questions(alarm).options(stroke).text.sv"."""
    key = ""
    for step in location:
        inner = _inside(content, step)
        if isinstance(step, int):
            key += f"({inner['id'] if isinstance(inner, dict) and 'id' in inner else step})"
        else:
            key += f".{step}" if key else step
        content = inner
    return key or "(file)"


def _inside(content: object, step: int | str) -> object:
    if isinstance(content, dict):
        return content.get(step)
    return content[step] if isinstance(content, list) and isinstance(step, int) and step < len(content) else None
