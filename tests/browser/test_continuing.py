"""Leaving an assessment for later and coming back to it, and taking its result along."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.running import System

PHONE = {"width": 390, "height": 844}
SAID = "mulla on ollu kova päänsärky kolme päivää"
PAUSED = "Jätetään kysely tähän"


def opened(context: BrowserContext, system: System) -> Page:
    page = context.new_page()
    page.goto(system.url)
    expect(page.get_by_text("Hei! Olen Opastin").first).to_be_visible(timeout=20_000)
    return page


def say(page: Page, text: str) -> None:
    box = page.get_by_label("Viestisi")
    box.fill(text)
    box.press("Enter")


def menu(page: Page, action: str) -> None:
    page.get_by_role("button", name="Valikko").click()
    page.get_by_role("button", name=action).click()


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile(label)).last.click()


def asked(page: Page, text: str) -> None:
    expect(page.get_by_text(text).last).to_be_visible(timeout=20_000)


def test_it_is_left_in_one_tab_and_gone_on_with_in_another_or_on_another_device(
    browser: Browser, system: System
) -> None:
    device = browser.new_context(viewport=PHONE, locale="fi-FI")
    first = opened(device, system)
    say(first, SAID)
    asked(first, "Onko sinulla nyt jokin näistä?")
    press(first, "^Ei mitään näistä")
    asked(first, "Entä jokin näistä?")
    menu(first, "Jatkan myöhemmin")
    asked(first, PAUSED)
    code = re.search(r"jatka koodilla (\w{5} \w{5})", first.get_by_text("jatka koodilla").last.inner_text())
    assert code
    first.close()

    again = opened(device, system)  # a new tab of the same browser knows the conversation
    asked(again, PAUSED)
    press(again, "^Jatka kyselyä")
    asked(again, "Jatketaan siitä")
    again.close()
    new = opened(device, system)  # gone on with: the device itself remembers nothing any more
    expect(new.get_by_text(PAUSED)).to_have_count(0)

    say(new, SAID)
    asked(new, "Onko sinulla nyt jokin näistä?")
    say(new, "jatkan myöhemmin")
    asked(new, PAUSED)
    code = re.search(r"jatka koodilla (\w{5} \w{5})", new.get_by_text("jatka koodilla").last.inner_text())
    assert code
    elsewhere = opened(browser.new_context(viewport=PHONE, locale="fi-FI"), system)
    menu(elsewhere, "Jatka koodilla")
    box = elsewhere.get_by_label("Viestisi")
    expect(box).to_be_focused()
    box.press_sequentially(code.group(1))
    box.press("Enter")
    asked(elsewhere, "Onko sinulla nyt jokin näistä?")
    elsewhere.context.close()
    device.close()


def test_a_result_is_opened_on_a_page_of_its_own_that_needs_no_scripts(browser: Browser, system: System) -> None:
    context = browser.new_context(viewport=PHONE, locale="fi-FI")
    page = opened(context, system)
    say(page, SAID)
    for text in ("Onko sinulla nyt jokin näistä?", "Entä jokin näistä?"):
        asked(page, text)
        say(page, "ei mitään noista" if text.startswith("Onko") else "niska on jäykkä")
    link = page.get_by_role("link", name="Tallenna tai tulosta")
    expect(link).to_be_visible(timeout=20_000)
    address = link.get_attribute("href")
    context.close()

    assert address
    plain = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False).new_page()
    plain.goto(address)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Arvion tulos")
    for piece in ("Kiireellinen", "Niska", "116117", "ei ole diagnoosi"):
        expect(plain.get_by_text(piece).first).to_be_visible()
    expect(plain.get_by_role("button", name="Tulosta")).to_have_count(0)  # it would do nothing without scripts
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320  # WCAG 1.4.10
    with plain.expect_download() as saved:
        plain.get_by_role("link", name="Tallenna tekstinä").click()
    assert "ARVION TULOS" in saved.value.path().read_text(encoding="utf-8")
    plain.emulate_media(media="print")
    expect(plain.get_by_role("banner")).to_be_hidden()
    expect(plain.get_by_role("link", name="Tallenna tekstinä")).to_be_hidden()
    expect(plain.get_by_text("ei ole diagnoosi")).to_be_visible()
    plain.context.close()
