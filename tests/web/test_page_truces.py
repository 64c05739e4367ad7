"""The page tells of the truces at a place: from when to when, whether in force on the day, and what broke them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser, expect
from tests.api.gold_desk import GoldDesk
from tests.web.conftest import Watched, served

from tapal.api.desk import Record
from tapal.model.incident import ActorName
from tapal.model.kinds import IncidentId, PlaceId, PlaceKind, PlacePrecision, Status, TruceId
from tapal.model.truce import Breach, Truce, TruceEnd
from tapal.model.where import Where

pytestmark = pytest.mark.browser

DARAA = Where(PlaceId("p-daraa"), "Daraa", PlaceKind.CITY, 32.6241, 36.1049, "SY", PlacePrecision.EXACT, "name")
ARMY = ActorName("Syrian government forces")


class TruceDesk(GoldDesk):
    """The written truth with one truce of two days in Daraa, broken on its first."""

    def known(self, on: date | None) -> Record:
        shelling = next(one for one in self.full.incidents.values() if one.type.value == "ceasefire_violation")
        breach = Breach(IncidentId(shelling.id), date(2017, 6, 17), (ARMY,), True, False)
        ends = datetime(2017, 6, 19, 9, tzinfo=UTC)
        truce = Truce(
            TruceId("t1"), Status.HAPPENED, (), date(2017, 6, 17), datetime(2017, 6, 17, 9, tzinfo=UTC), ends, ends,
            TruceEnd.RAN_OUT, "Daraa", (DARAA,), (ARMY,), False, (), (), ("o",), (breach,),
        )  # fmt: skip
        return replace(super().known(on), truces=(truce,))


@pytest.mark.parametrize(
    ("day", "in_force", "words"), [("2017-06-18", 1, "berlaku pada hari ini"), ("2017-06-25", 0, "habis masanya")]
)
def test_the_panel_of_a_place_shows_its_truces(browser: Browser, day: str, in_force: int, words: str) -> None:
    with served(TruceDesk()) as url:
        context = browser.new_context()
        watched = Watched(context, url)
        page = watched.open(f"day={day}&open=place:p-daraa")
        section = page.locator("#panel .truces")
        expect(section.locator(".span-card.now")).to_have_count(in_force)
        expect(section).to_contain_text("19 Jun 2017")
        expect(section).to_contain_text(words)
        section.get_by_role("button").click()
        expect(page.locator("#panel h2")).to_contain_text("Pelanggaran gencatan")
        context.close()
    assert watched.errors == []
