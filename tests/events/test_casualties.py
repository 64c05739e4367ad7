"""Figures: one count of several, sides of a battle added up, rival figures as a range, totals kept apart."""

import pytest
from tests.events.given import events, reading, told

from tapal.events.casualties import merged
from tapal.model.count import Count
from tapal.model.event import Event
from tapal.model.kinds import Group, TallyKind


def exactly(number: int, group: Group) -> Count:
    return Count(number, number, number, group)


def test_sides_of_a_battle_are_added() -> None:
    """Guide, rule 14."""
    both = merged([exactly(8, Group.COMBATANTS), exactly(6, Group.CIVILIANS)], add=True)
    assert both == exactly(14, Group.MIXED)


def test_an_open_figure_leaves_the_sum_open() -> None:
    both = merged([exactly(8, Group.COMBATANTS), Count(6, 6, None, Group.COMBATANTS)], add=True)
    assert both == Count(14, 14, None, Group.COMBATANTS)


def test_rival_figures_make_a_range_with_the_reports_own_as_best() -> None:
    one = merged([exactly(12, Group.CIVILIANS), exactly(17, Group.CIVILIANS)], add=False)
    assert one == Count(12, 12, 17, Group.CIVILIANS)
    assert merged([], add=False) is None


def violent(text: str, code: str) -> Event:
    found = [event for event in events(text, code) if event.killed or event.injured]
    assert len(found) == 1, [told(event) for event in events(text, code)]
    return found[0]


@pytest.mark.parametrize(("text", "code", "killed", "injured"), [
    ("Shelling killed three people and wounded ten in Douma on Monday.", "en", 3, 10),
    ("Clashes in Hodeidah on Sunday killed eight soldiers and six rebels.", "en", 14, None),
    ("Tembakan artileri menewaskan tiga orang dan melukai sepuluh lainnya di Douma pada Senin.", "id", 3, 10),
    ("Bentrokan di Hodeidah pada Minggu menewaskan delapan tentara dan enam pemberontak.", "id", 14, None),
    ("Serangan udara koalisi menewaskan 17 orang di Raqqa pada Senin. Serangan itu melukai 30 orang.", "id", 17, 30),
])
def test_figures_go_to_their_event(text: str, code: str, killed: int | None, injured: int | None) -> None:
    event = violent(text, code)
    assert (event.killed.best if event.killed else None) == killed
    assert (event.injured.best if event.injured else None) == injured


@pytest.mark.parametrize(("text", "code"), [
    ("Shelling killed three people in Douma on Monday. More than 4,000 people have been killed since the war began "
     "in March 2015.", "en"),
    ("Tembakan artileri menewaskan tiga orang di Douma pada Senin. Lebih dari 4.000 orang tewas sejak perang dimulai "
     "pada Maret 2015.", "id"),
])
def test_a_total_since_the_war_began_is_a_tally(text: str, code: str) -> None:
    """Guide, rule 4: the toll of one strike is the event's, that of the war is not."""
    event = violent(text, code)
    assert event.killed is not None
    assert event.killed.best == 3
    (tally,) = reading(text, code).tallies
    assert (tally.kind, tally.count.low, tally.count.high) == (TallyKind.KILLED, 4000, None)
