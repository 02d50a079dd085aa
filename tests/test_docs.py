"""The documents cannot drift: every setting, command, target, route, link and module they name exists, and no public
one of these goes without a word."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr
from pydantic.fields import FieldInfo
from starlette.routing import WebSocketRoute

from bot.cli import _parser
from bot.settings import PREFIX, PROJECT, Settings
from bot.web.app import create_app
from bot.web.house import open_house

DOCUMENTS = {
    str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8")
    for path in (PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md")))
}
EVERYTHING = "\n".join(DOCUMENTS.values())
PACKAGES = ("actions", "bot", "connectors", "nlu", "services_catalog", "tests")
FOLDERS = (*PACKAGES, "scripts", "requirements")
SOURCES = [PROJECT / "Makefile"]
SOURCES += [path for name in (*PACKAGES, "scripts") if name != "tests" for path in (PROJECT / name).rglob("*.*")]

FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?://)([^)\s]+)\)")  # tests use no network
SETTING = re.compile(rf"\b{PREFIX}[A-Z][A-Z_]*[A-Z]\b")
MADE = re.compile(r"\bmake ([a-z][a-z-]*)")
TARGET = re.compile(r"^([a-z-]+):.*##", re.MULTILINE)
COMMAND = re.compile(r"(?:\bbot\.cli|(?:^|`)opastin)[ \t]+([a-z][a-z-]*)", re.MULTILINE)
ADDRESS = re.compile(r"(?:(GET|POST|PUT|PATCH|DELETE|WS) )?(/[^\s?]*)(?:\?\S*)?")
AT_HOME = re.compile(r"http://127\.0\.0\.1:8000(/[^\s`)\"']+)")
IN_RASA = re.compile(r'@routes\.route\("(/[^"]*)", methods=\["(\w+)"\]\)')
MODULE = re.compile(rf"(?<![\w./])(?:{'|'.join(PACKAGES)})(?:\.[A-Za-z_]\w*)+")
PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./<>*-]*")


def inline(text: str) -> list[str]:
    """What stands between backticks, fenced blocks left out."""
    return INLINE.findall(FENCE.sub("", text))


def code(text: str) -> str:
    """All code of a document, a piece a line."""
    return "\n".join([*FENCE.findall(text), *(f"`{piece}" for piece in inline(text))])


CODE = code(EVERYTHING)


class TestSettings:
    @pytest.mark.parametrize(("name", "field"), Settings.model_fields.items())
    def test_each_is_in_operations_with_its_default(self, name: str, field: FieldInfo) -> None:
        row = f"| `{PREFIX}{name.upper()}` | {_shown(field)} |"
        assert row in DOCUMENTS["docs/operations.md"]

    @pytest.mark.parametrize("name", sorted(set(SETTING.findall(EVERYTHING))))
    def test_each_that_is_named_exists(self, name: str) -> None:
        settings = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
        assert name.removesuffix("_FILE") in settings | _in_sources()


def _shown(field: FieldInfo) -> str:
    """A default as the table writes it."""
    default = field.get_default(call_default_factory=True)
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, bool):
        default = int(default)
    if isinstance(default, float):
        default = f"{default:g}"
    if isinstance(default, Path):
        default = default.relative_to(PROJECT)
    return "empty" if default == "" else f"`{default}`"


def _in_sources() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in SOURCES if path.suffix in ("", ".py", ".sh", ".yml"))
    return {name for text in texts for name in SETTING.findall(text)}


class TestMakeTargets:
    targets = frozenset(TARGET.findall((PROJECT / "Makefile").read_text(encoding="utf-8")))
    named = frozenset(MADE.findall(CODE))

    def test_those_named_exist(self) -> None:
        assert self.named <= self.targets

    def test_all_are_named(self) -> None:
        assert self.targets <= self.named


class TestCommands:
    named = frozenset(COMMAND.findall(CODE))

    @property
    def commands(self) -> set[str]:
        subparsers = next(row for row in _parser()._actions if isinstance(row, argparse._SubParsersAction))
        return set(subparsers.choices)

    def test_those_named_exist(self) -> None:
        assert self.named <= self.commands

    def test_all_are_named(self) -> None:
        assert self.commands <= self.named


Route = tuple[str, str]
"""Method (WS for a WebSocket, * for a mount) and path."""


def routes(app: FastAPI) -> set[Route]:
    """Every route of an application; a catch-all is none of its own."""
    found = set()
    for route in iter_route_contexts(app.routes):
        methods = route.methods or ({"WS"} if isinstance(route.original_route, WebSocketRoute) else {"*"})
        found |= {(method, str(route.path)) for method in methods - {"HEAD"} if ":path}" not in str(route.path)}
    return found


def rasa_routes() -> set[Route]:
    """The routes of our channel in Rasa, read from its source: Rasa is not in this environment."""
    source = (PROJECT / "bot" / "channel.py").read_text(encoding="utf-8")
    return {
        (method, "/webhooks/opastin" + re.sub(r"<\w+:\w+>", "{}", path)) for path, method in IN_RASA.findall(source)
    }


def matches(named: Route, route: Route) -> bool:
    """Whether a document's address is (an example of) a route, or a folder of routes when it ends with a slash."""
    (method, path), (served, template) = named, route
    if method not in ("", served):
        return False
    if path != "/" and path.endswith("/"):
        return f"{template}/".startswith(path)
    return re.fullmatch(re.sub(r"\\\{\w*\\\}", r"[^/]+", re.escape(template)), path) is not None


def named_routes(text: str) -> Iterator[Route]:
    """The addresses a document names."""
    for piece in inline(text):
        if found := ADDRESS.fullmatch(piece):
            yield found[1] or "", found[2]
    for path in AT_HOME.findall(text):
        yield "", path.partition("?")[0]


class TestRoutes:
    served = frozenset(routes(create_app(Settings(rasa_rest=True), open_house)) | rasa_routes())
    frameworks = frozenset(routes(FastAPI()))

    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_those_named_exist(self, document: str) -> None:
        named = set(named_routes(DOCUMENTS[document]))
        assert not {one for one in named if not any(matches(one, route) for route in self.served)}

    def test_all_are_named(self) -> None:
        named = {(method, _bare(path)) for method, path in named_routes(EVERYTHING)}
        ours = {(method, _bare(path)) for method, path in self.served - self.frameworks if method != "*"}
        assert not {route for route in ours if route not in named and ("", route[1]) not in named}


def _bare(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"\{\w*\}", "{}", path)


class TestLinks:
    @pytest.mark.parametrize(
        ("document", "target"),
        [(name, link) for name, text in DOCUMENTS.items() for link in LINK.findall(FENCE.sub("", text))],
    )
    def test_each_leads_somewhere(self, document: str, target: str) -> None:
        path, _, anchor = target.partition("#")
        file = (PROJECT / document).parent / path if path else PROJECT / document
        assert file.exists()
        if anchor:
            assert anchor in _anchors(file.read_text(encoding="utf-8"))


def _anchors(text: str) -> set[str]:
    """The anchors that headings get."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class TestSourceFiles:
    @pytest.mark.parametrize("module", sorted(set(MODULE.findall(CODE))))
    def test_each_module_named_exists(self, module: str) -> None:
        folder, *rest = module.split(".")
        here = PROJECT / folder
        while rest and (here / rest[0]).is_dir():
            here /= rest.pop(0)
        if rest and here.joinpath(f"{rest[0]}.py").is_file():
            here /= f"{rest.pop(0)}.py"
        source = here if here.is_file() else here / "__init__.py"
        if rest:
            assert re.search(rf"^\s*(?:(?:async )?def |class )?{rest[0]}\b", source.read_text(encoding="utf-8"), re.M)

    @pytest.mark.parametrize("path", sorted({piece for piece in inline(EVERYTHING) if PATH.fullmatch(piece)}))
    def test_each_path_named_exists(self, path: str) -> None:
        known = re.split(r"[<*]", path)[0].rpartition("/")[0] if re.search(r"[<*]", path) else path
        assert (PROJECT / known).exists()
