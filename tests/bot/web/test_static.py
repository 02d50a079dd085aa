"""The browser's modules as text: their imports and words exist, and none of them parses HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.texts import texts
from bot.web.app import STATIC

MODULES = sorted(STATIC.rglob("*.js"))
IMPORT = re.compile(r'import \{([^}]*)\} from "(\.[^"]+)";')
WORD = re.compile(r'(?<![\w.])(?:this\.#)?t\("(\w+)"')
HTML_FROM_TEXT = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function")


def name(path: Path) -> str:
    """A module's name in test reports."""
    return str(path.relative_to(STATIC))


@pytest.mark.parametrize("module", MODULES, ids=name)
class TestEveryModule:
    def test_imports_what_another_module_exports(self, module: Path) -> None:
        for names, address in IMPORT.findall(module.read_text(encoding="utf-8")):
            target = (module.parent / address).read_text(encoding="utf-8")
            for imported in filter(None, (one.strip() for one in names.split(","))):
                assert re.search(rf"export (?:async )?(?:function|class|const) {imported}\b", target), imported

    def test_says_only_words_there_are(self, module: Path) -> None:
        prefixes = ("console_", "widget_") if module.parent.name == "console" else ("widget_",)
        for word in WORD.findall(module.read_text(encoding="utf-8")):
            assert any(f"{prefix}{word}" in texts() for prefix in prefixes), word

    def test_never_makes_html_of_text(self, module: Path) -> None:
        assert not HTML_FROM_TEXT.search(module.read_text(encoding="utf-8"))

    def test_fits_in_250_lines(self, module: Path) -> None:
        assert len(module.read_text(encoding="utf-8").splitlines()) <= 250


def test_the_words_the_console_has_in_place_of_the_widgets_exist_there() -> None:
    for key in ("console_sender_resident", "console_placeholder", "console_options"):
        assert key.replace("console_", "widget_") in texts()
