"""Drives the page in Chromium over the written truth of June 2017 and looks at what is drawn."""

import base64
import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.api.gold_desk import GoldDesk, Words
from tests.web.conftest import Watched, served

from tapal.api.desk import Record, Report, record
from tapal.model.event import Reading
from tapal.model.incident import ControlSpan
from tapal.model.kinds import DocId, EventId, SentenceKind
from tapal.model.text import Document, Span, Zone

pytestmark = pytest.mark.browser

LAND, WATER = (0xF6, 0xF3, 0xEC), (0xCF, 0xDD, 0xE3)
ISLAMIC_STATE, SYRIAN_DEMOCRATIC_FORCES = (0x00, 0x72, 0xB2), (0xD5, 0x5E, 0x00)
SYRIAN_GOVERNMENT = (0x00, 0x9E, 0x73)

# Counts the pixels of a screenshot that lie close to each colour, inside the browser that made it.
COUNT_PIXELS = """async ([picture, colours]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  return colours.map((colour) => {
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (colour.every((value, n) => Math.abs(data[at + n] - value) < 6)) count += 1;
    }
    return count;
  });
}"""


def map_picture(page: Page) -> bytes:
    """The map without the legend that lies over it."""
    page.evaluate("document.getElementById('legend').hidden = true")
    return page.locator("#map canvas").screenshot()


def pixels(page: Page, picture: bytes, *colours: tuple[int, int, int]) -> list[int]:
    found: list[int] = page.evaluate(COUNT_PIXELS, [base64.b64encode(picture).decode(), [list(c) for c in colours]])
    return found


def test_the_page_opens_without_any_network(desk_page: Watched) -> None:
    page = desk_page.open(with_map=True)
    expect(page).to_have_title(re.compile("Tapal"))
    expect(page.locator("#map canvas")).to_be_visible()
    assert desk_page.outside == []
    assert desk_page.errors == []


def test_the_map_shows_land_water_and_the_colours_of_the_holders(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-17", with_map=True)
    picture = map_picture(page)
    land, water, state, forces = pixels(page, picture, LAND, WATER, ISLAMIC_STATE, SYRIAN_DEMOCRATIC_FORCES)
    assert land > 100_000
    assert water > 1_000
    assert state > 100
    assert forces > 100


def test_the_slider_changes_list_map_and_address(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-05", with_map=True)
    before, drawn = page.locator("#cards").inner_text(), map_picture(page)
    slider = page.locator("#slider")
    slider.fill("19")
    page.wait_for_selector("body[data-day='2017-06-20']")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("20 Juni 2017"))
    assert "day=2017-06-20" in page.url
    assert page.locator("#cards").inner_text() != before
    page.wait_for_timeout(1500)  # the map fades new signs in
    after = map_picture(page)
    assert after != drawn
    # the army took Arak and Talilah on 14 June, Ja'din on the 18th, Resafa on the 19th
    assert pixels(page, after, SYRIAN_GOVERNMENT)[0] > pixels(page, drawn, SYRIAN_GOVERNMENT)[0] + 50


def test_a_place_changes_hands_on_its_day(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-16&list=places")
    waleed = page.locator("[data-place='p-al-waleed-crossing']")
    expect(waleed).to_contain_text("Islamic State")
    page.locator("#forward").click()
    expect(waleed).to_contain_text("Iraqi border guards")
    expect(waleed).not_to_contain_text("Islamic State")


def test_a_click_on_the_map_opens_what_lies_there(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-17&open=place:p-al-qaim&list=places", with_map=True)
    page.get_by_role("button", name="Tunjukkan di peta").click()
    page.wait_for_timeout(1500)  # the map moves there
    page.get_by_role("button", name="Tutup", exact=True).click()
    expect(page.locator("#panel")).to_be_hidden()
    box = page.locator("#map canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel h2")).to_contain_text("al-Qaim")


def test_from_the_list_to_the_words_of_a_report(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-17&window=1")
    page.locator("[data-incident='waleed-capture']").click()
    panel = page.locator("#panel")
    expect(panel.locator(".member")).to_have_count(4)
    expect(panel).to_contain_text("1 sumber, 4 laporan")
    panel.locator(".member [data-document='j17-14']").click()
    expect(panel.locator("h2")).to_contain_text("Penjaga perbatasan Irak")
    expect(panel.locator("mark.role-trigger")).to_have_text(["mengusir"])
    expect(panel.locator("mark.role-trigger")).to_be_in_viewport()
    expect(panel.locator("mark.role-actor").first).to_have_text("Penjaga perbatasan Irak")
    expect(panel.locator(".zone-repeated_headline .zone-tag").first).to_have_text("judul berulang")
    page.go_back()
    expect(panel.locator(".member")).to_have_count(4)


def test_all_marks_of_a_report_stand_where_the_record_says(desk_page: Watched, address: str) -> None:
    page = desk_page.open("open=document:j17-14")
    page.wait_for_selector(".source-text")
    shown = page.request.get(f"{address}api/documents/j17-14").json()
    for event in shown["events"]:
        pieces = page.locator(f"mark[data-roles~=trigger][data-of~='{event['id']}']").all_inner_texts()
        assert "".join(pieces) == event["trigger"]["text"]
    assert "slotgacor" in shown["text"]
    expect(page.locator(".zone-spam").last).to_contain_text("slotgacor")
    expect(page.locator(".zone-spam mark")).to_have_count(0)


def test_a_timeline_shows_evidence_for_every_span(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-17&lang=en&open=place:p-raqqa")
    expect(page.locator(".timeline .segment")).to_have_count(3)
    expect(page.locator(".timeline .segment-contested")).to_have_attribute("aria-label", re.compile("contested"))
    expect(page.locator(".span-card.now h3")).to_contain_text("contested")
    assert page.locator(".span-card.now .proof").count() > 3
    page.locator(".span-card.now .proof .link").first.click()
    expect(page.locator("mark.focus").first).to_be_visible()


def test_what_was_known_on_a_day_can_be_asked_again(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-20&list=places")
    expect(page.locator("[data-place='p-al-waleed-crossing']")).to_contain_text("Iraqi border guards")
    page.locator("#known").select_option("2017-06-10")
    expect(page.locator("#showing")).to_contain_text("diketahui 10 Jun 2017")
    expect(page.locator("#cards")).not_to_contain_text("Iraqi border guards")


def test_search_filters_and_background(desk_page: Watched) -> None:
    page = desk_page.open("window=0&lang=en")
    everything = page.locator("#cards .card").count()
    page.locator("#search").fill("Raqqa")
    page.locator("#search").press("Enter")
    expect(page.locator("#cards .card").first).to_contain_text("Raqqa")
    assert 0 < page.locator("#cards .card").count() < everything
    page.locator("#filters summary").click()
    page.get_by_role("button", name="Territory").click()
    expect(page.locator("#showing")).to_contain_text("incidents shown")
    heads = set(page.locator("#cards .card strong").all_inner_texts())
    assert heads <= {"Capture", "Handover", "Withdrawal", "Siege"}
    page.reload()
    page.wait_for_selector("body[data-day]", state="attached")
    assert set(page.locator("#cards .card strong").all_inner_texts()) == heads


def test_play_moves_the_day(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-10")
    page.get_by_role("button", name="Putar").click()
    page.wait_for_selector("body:not([data-day='2017-06-10'])", state="attached")
    page.get_by_role("button", name="Jeda").click()
    expect(page.get_by_role("button", name="Putar")).to_be_visible()


def test_the_language_can_be_switched(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-17")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(page.locator("#list-incidents")).to_contain_text("Peristiwa")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#list-incidents")).to_contain_text("Incidents")
    expect(page.locator("#showing")).to_contain_text("Saturday, June 17, 2017")
    assert "lang=en" in page.url


def test_the_keyboard_reaches_everything(desk_page: Watched) -> None:
    page = desk_page.open("day=2017-06-17")
    page.keyboard.press("]")
    page.wait_for_selector("body[data-day='2017-06-18']")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("]raqqa")
    expect(page.locator("#search")).to_have_value("]raqqa")
    expect(page.locator("body")).to_have_attribute("data-day", "2017-06-18")


@pytest.mark.parametrize(
    "query",
    [
        "day=2017-06-17",
        "day=2017-06-17&list=places",
        "day=2017-06-17&open=incident:waleed-capture",
        "day=2017-06-17&open=document:j17-14",
        "day=2017-06-17&open=place:p-raqqa",
        "day=2017-06-17&lang=en",
    ],
)
def test_nothing_is_wider_than_a_phone(phone_page: Watched, query: str) -> None:
    page = phone_page.open(query)
    if "open=" in query:
        expect(page.locator("#panel .panel-body")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("document.body.scrollWidth") == 390
    wide = "[...document.querySelectorAll('#feed *, #panel *, .bar *, .strip *')].filter(e => e.checkVisibility() && "
    wide += "!e.closest('.quiet') && e.getBoundingClientRect().right > 391).map(e => e.outerHTML.slice(0, 80))"
    assert page.evaluate(wide) == []


def test_the_map_is_the_second_view_of_a_phone(phone_page: Watched) -> None:
    page = phone_page.open("day=2017-06-17", with_map=True)
    expect(page.locator("#feed")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    page.get_by_role("button", name="Peta", exact=True).click()
    expect(page.locator("#map canvas")).to_be_visible()
    page.wait_for_timeout(2000)  # the first frame of a map that was hidden
    land, state = pixels(page, map_picture(page), LAND, ISLAMIC_STATE)
    assert land > 30_000
    assert state > 50


HOSTILE = "😀 Zona</mark><img src=x onerror=alert(1)><script>alert(2)</script> merebut \u202eatok\u202c Kota.\n"


class HostileDesk:
    """One report whose words try to be markup, with a sign outside the basic plane before every mark."""

    def known(self, on: date | None) -> Record:
        document = Document(
            DocId("x/<b>1"),
            HOSTILE,
            0,
            "id",
            date(2017, 6, 17),
            "<script>alert(3)</script>",
            "<i>o</i>",
            url="javascript:alert(4)",
            zones=(Zone(Span(0, len(HOSTILE)), SentenceKind.NEWS),),
        )
        words = Words(document)
        example = next(iter(GoldDesk().full.events.values()))
        event = replace(
            example,
            id=EventId("x/e1"),
            doc_id=document.id,
            evidence=words.at(HOSTILE.strip()),
            trigger=words.at("merebut"),
            also=(),
            actors=(),
            targets=(),
            places=(),
            attribution=None,
        )
        return record([Report(document, Reading(document.id, True, (event,)), date(2017, 6, 17))])

    def spans(self, day: date | None, on: date | None) -> list[ControlSpan]:
        return []

    def recorded_days(self) -> list[date]:
        return [date(2017, 6, 17)]


def test_words_of_a_report_are_never_markup_and_marks_count_code_points(browser: Browser) -> None:
    with served(HostileDesk()) as url:
        context = browser.new_context()
        watched = Watched(context, url)
        page = watched.open("open=document:x%2F%3Cb%3E1")
        expect(page.locator("mark.role-trigger")).to_have_text("merebut")
        without_overrides = HOSTILE.translate({0x202E: None, 0x202C: None})
        assert page.locator(".source-text").inner_text().strip() == without_overrides.strip()
        expect(page.locator("#panel img, #panel script, #panel i")).to_have_count(0)
        assert page.locator("#panel a").count() == 0
        context.close()
    assert watched.dialogs == []
    assert watched.outside == []
    assert watched.errors == []
