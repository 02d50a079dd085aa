"""An editor's browser without scripts: it fills in the forms it is given and presses their buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx2
import pytest
from fastapi.testclient import TestClient

from bot.web.house import House

PASSWORD = "salasana-123"
Fields = list[tuple[str, str]]


class Forms(HTMLParser):
    """The forms of a page: by action, the values that a browser would send, without the buttons'."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, Fields] = {}
        self._form: Fields | None = None
        self._select = self._text = ""
        self._chosen: str | None = None
        self._first: str | None = None
        self._written: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", "").partition("?")[0], [])
        elif tag == "input" and self._form is not None and "name" in given:
            if given.get("type") not in ("checkbox", "radio", "file") or "checked" in given:
                self._form.append((given["name"], given.get("value", "")))
        elif tag == "textarea":
            self._text, self._written = given.get("name", ""), []
        elif tag == "select":
            self._select, self._chosen, self._first = given.get("name", ""), None, None
        elif tag == "option" and self._select:
            self._first = given.get("value", "") if self._first is None else self._first
            if "selected" in given:
                self._chosen = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._written is not None:
            self._written.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._form is not None and self._written is not None:
            self._form.append((self._text, "".join(self._written)))
            self._written = None
        elif tag == "select" and self._form is not None and self._select:
            self._form.append((self._select, self._chosen or self._first or ""))
            self._select = ""


class Editor:
    """An editor's side, with a cookie jar of its own."""

    def __init__(self, client: TestClient, house: House, username: str, organisation: str | None = None) -> None:
        house.accounts.create(username, PASSWORD, "editor", username.title(), organisation)
        self.client = TestClient(client.app, follow_redirects=True)
        self.client.portal = client.portal
        self.client.post("/toimitus/kirjaudu", data={"username": username, "password": PASSWORD})

    def get(self, path: str, **query: str) -> httpx2.Response:
        """A page, in Finnish unless asked."""
        return self.client.get(path, params={"lang": "fi", **query})

    def form(self, path: str, **query: str) -> Fields:
        """The values of a page's form that goes to the page itself."""
        return Forms(self.get(path, **query).text).forms[path]

    def send(self, path: str, form: Fields, act: str, **news: str | list[str] | None) -> httpx2.Response:
        """Send a form with some fields changed (None leaves one out) and a button pressed."""
        changed = {name.replace("__", "."): value for name, value in news.items()}
        kept = [(name, value) for name, value in form if name not in changed]
        for name, value in changed.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            kept += [(name, one) for one in values]
        data: dict[str, list[str]] = {}
        for name, value in [*kept, ("act", act)]:
            data.setdefault(name, []).append(value)
        return self.client.post(path, data=data, params={"lang": "fi"})

    def save(self, path: str, act: str = "publish", **news: str | list[str] | None) -> httpx2.Response:
        """Open a page, change some fields of its form, and save."""
        return self.send(path, self.form(path), act, **news)


NewEditor = Callable[..., Editor]


@pytest.fixture
def new_editor(client: TestClient, house: House) -> NewEditor:
    """new_editor(username, organisation=None) -> an editor signed in."""

    def make(username: str, organisation: str | None = None) -> Editor:
        return Editor(client, house, username, organisation)

    return make


@pytest.fixture
def eeva(new_editor: NewEditor) -> Editor:
    return new_editor("eeva")


def faults(html: str) -> dict[str, str]:
    """What a page says is wrong, by field."""
    found = re.findall(r'<span class="error" id="([^"]+)-fault">([^<]+)</span>', html)
    return dict(found)
