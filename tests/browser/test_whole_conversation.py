"""The whole conversation as a resident and a nurse see it, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.running import System

PHONE = {"width": 390, "height": 844}
STROKE = "isällä roikkuu suupieli ja puhe puuroutuu"


@pytest.fixture
def page(browser: Browser, system: System) -> Page:
    """The region's page on a phone, in Finnish."""
    context = browser.new_context(viewport=PHONE, locale="fi-FI")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(system.url)
    expect(page.get_by_text("Hei! Olen Opastin").first).to_be_visible(timeout=20_000)
    yield page  # type: ignore[misc]
    assert faults == []
    context.close()


def say(page: Page, text: str) -> None:
    box = page.get_by_label("Viestisi")
    box.fill(text)
    box.press("Enter")


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile(label)).last.click()


def test_from_a_symptom_to_a_nurse_and_feedback(page: Page, browser: Browser, system: System) -> None:
    system.command("add-user", "anna", "--role", "nurse", "--name", "Sairaanhoitaja Anna", stdin="salasana-123\n")
    nurse = browser.new_context(viewport={"width": 1280, "height": 800}, locale="fi-FI").new_page()
    nurse.goto(f"{system.url}/hoitaja")
    nurse.get_by_label("Käyttäjätunnus").fill("anna")
    nurse.get_by_label("Salasana", exact=True).fill("salasana-123")
    nurse.get_by_role("button", name="Kirjaudu").click()
    nurse.get_by_role("switch").check()

    say(page, "mulla on ollu kova päänsärky kolme päivää")
    for _ in range(3):
        press(page, "^Ei mitään näistä")
        page.wait_for_timeout(700)
    expect(page.get_by_text("Minkä ikäinen olet?").last).to_be_visible()
    say(page, "34")
    expect(page.get_by_text("Miksi").last).to_be_visible()
    expect(page.get_by_text("terveysasema").last).to_be_visible()

    press(page, "^Varaa aika")
    press(page, r"klo \d+\.\d\d")
    press(page, "^Kyllä, varaa")
    expect(page.get_by_text(re.compile("varauskoodi", re.I)).last).to_be_visible()

    say(page, "haluan puhua ihmisen kanssa")
    expect(page.get_by_text("jonossa sijalla 1").last).to_be_visible()

    nurse.get_by_role("button", name=re.compile("Päänsärky|Avaa|Näytä")).first.click()
    expect(nurse.get_by_text("Minkä ikäinen").or_(nurse.get_by_text("Ikä")).first).to_be_visible()
    nurse.get_by_role("button", name=re.compile("^Ota")).first.click()
    expect(page.get_by_text("Sairaanhoitaja Anna").last).to_be_visible()

    box = nurse.get_by_role("textbox").last
    box.fill("Hei, olen Anna. Miten voit nyt?")
    box.press("Enter")
    expect(page.get_by_text("Miten voit nyt?").last).to_be_visible()
    say(page, "vähän paremmin")
    expect(nurse.get_by_text("vähän paremmin").last).to_be_visible()

    nurse.get_by_role("button", name=re.compile("^Päätä")).first.click()
    confirm = nurse.get_by_role("dialog").get_by_role("button", name=re.compile("^Päätä"))
    if confirm.count():
        confirm.click()
    expect(page.get_by_text("Saitko apua?").last).to_be_visible()
    press(page, "^5")
    expect(page.get_by_text("Kiitos palautteesta").last).to_be_visible()


def test_an_emergency_shows_the_number_as_a_link_at_once(page: Page) -> None:
    say(page, "mulla särkee päätä")
    expect(page.get_by_role("button", name=re.compile("^Ei mitään näistä")).last).to_be_visible()
    say(page, STROKE)
    link = page.locator('a[href="tel:112"]').last
    expect(link).to_be_visible()
    expect(page.get_by_text("Onko apu tulossa?").last).to_be_visible()


def test_a_reload_goes_on_with_the_same_conversation(page: Page) -> None:
    say(page, "mulla särkee päätä")
    expect(page.get_by_role("button", name=re.compile("^Ei mitään näistä")).last).to_be_visible()
    page.reload()
    expect(page.get_by_text("mulla särkee päätä").last).to_be_visible()


def test_markup_is_shown_as_text(page: Page) -> None:
    say(page, "<img src=x onerror=alert(1)> korva <b>kipeä</b>")
    expect(page.get_by_text("<b>kipeä</b>").last).to_be_visible()
