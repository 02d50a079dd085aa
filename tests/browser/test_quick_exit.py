"""Leaving the page at once, for somebody who must not be seen talking of violence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.regions import load_region
from tests.running import System

NEUTRAL = load_region("ita-uusimaa").neutral_page
SAID = "mistä saa apua lähisuhdeväkivaltaan"


@pytest.fixture
def page(browser: Browser, system: System) -> Iterator[Page]:
    """The region's page on a phone; the neutral page is answered here."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fi-FI")
    page = context.new_page()

    def neutral(route: Route) -> None:
        route.fulfill(body="<!doctype html><title>Sää</title>Tuulista", content_type="text/html; charset=utf-8")

    page.route(f"{NEUTRAL}**", neutral)
    page.goto(system.url)
    expect(page.get_by_text("Hei! Olen Opastin").first).to_be_visible(timeout=20_000)
    yield page
    context.close()


def test_the_button_appears_with_the_matter_and_leaves_no_trace(page: Page, system: System) -> None:
    leave = page.get_by_role("button", name="Poistu nopeasti")
    expect(leave).to_have_count(0)
    box = page.get_by_label("Viestisi")
    box.fill(SAID)
    box.press("Enter")
    expect(leave).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Jos joku tulee paikalle").last).to_be_attached()  # told to a screen reader

    leave.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(NEUTRAL)
    expect(page.get_by_text("Tuulista")).to_be_visible()

    page.go_back()  # what was before the chat: the chat's own page is no longer in the history
    assert not page.url.startswith(system.url)
    page.goto(system.url)
    expect(page.get_by_text("Hei! Olen Opastin").first).to_be_visible(timeout=20_000)
    expect(page.get_by_text(SAID)).to_have_count(0)


def test_the_menu_has_the_way_out_always(page: Page) -> None:
    page.get_by_role("button", name="Valikko").click()
    page.get_by_role("button", name="Poistu nopeasti").click()
    page.wait_for_url(NEUTRAL)
