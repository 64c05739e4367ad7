"""Who holds a place, from small stories about an invented river war."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import (
    COAST,
    GATE,
    GUARD,
    HARBOUR,
    NORTH,
    QUARTER,
    RIVER,
    TANJUNG,
    TOWN,
    World,
    capture,
    day,
    on,
    said,
    spans,
    told,
)

from tapal.control import control_spans
from tapal.control.parameters import default_parameters, parse
from tapal.errors import KnowledgeError
from tapal.model.incident import ActorName, Incident
from tapal.model.kinds import ControlState, EventId, EventType, PlacePrecision, Status

# ---------------------------------------------------------------- captures


def test_a_capture_gives_the_place_to_the_captor_and_tells_who_held_it_before():
    found = spans(capture(10, NORTH, RIVER))
    assert on(found, 3) == ("holds", ("river",))
    assert on(found, 10) == on(found, 40) == ("holds", ("north",))
    assert found[0].start is None
    assert found[1].evidence == (EventId("capture-10-Lembang-north-happened#e1"),)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE, Status.DEMANDED, Status.DENIED])
def test_what_is_not_told_as_done_changes_nothing(status: Status):
    held = (said(1, RIVER), said(4, RIVER, speaker=COAST))
    assert spans(capture(10, NORTH, status=status), statements=held) == spans(statements=held)


@pytest.mark.parametrize("kind", [EventType.AIR_STRIKE, EventType.SHELLING, EventType.DEPLOYMENT, EventType.BASE])
def test_who_bombs_or_reaches_a_town_does_not_hold_it(kind: EventType):
    assert spans(told(kind, 10, (NORTH,))) == ()


def test_one_attack_on_a_held_town_leaves_it_held_and_a_battle_does_not():
    held = capture(1, RIVER)
    once = spans(held, told(EventType.CLASH, 10, (NORTH,), (RIVER,)))
    assert on(once, 12) == ("holds", ("river",))
    battle = spans(held, told(EventType.CLASH, 10, (NORTH,), (RIVER,), last=20, origins=3))
    assert on(battle, 9) == ("holds", ("river",))
    assert on(battle, 15) == ("contested", ("north", "river"))


def test_several_reports_of_one_origin_weigh_as_one():
    held = capture(1, RIVER)
    copies = [replace(told(EventType.CLASH, 10, (NORTH,), (RIVER,)), members=tuple(map(EventId, "abc")))]
    assert on(spans(held, *copies), 12) == ("holds", ("river",))


def test_an_unnamed_captor_is_the_only_enemy_of_the_holder():
    quarter = capture(2, NORTH, RIVER, HARBOUR)
    freed = replace(told(EventType.CAPTURE, 20, (), at=QUARTER))
    found = spans(capture(1, RIVER), quarter, freed)
    assert on(found, 15, QUARTER) == ("holds", ("river",))
    assert on(found, 25, QUARTER) == ("holds", ("north",))


def test_a_vague_capture_is_put_before_the_day_on_which_it_was_undone():
    vague = told(EventType.CAPTURE, 1, (NORTH,), last=90)
    found = spans(vague, capture(31, RIVER, NORTH))
    assert on(found, 25) == ("holds", ("north",))
    assert on(found, 60) == ("holds", ("river",))


def test_a_withdrawal_leaves_the_place_to_the_other_side_of_the_battle_or_to_nobody():
    battle = told(EventType.CLASH, 5, (NORTH,), (RIVER,), origins=3)
    left = told(EventType.WITHDRAWAL, 10, (RIVER,))
    assert on(spans(capture(1, RIVER), battle, left), 12) == ("holds", ("north",))
    assert on(spans(capture(1, RIVER), left), 12)[0] == "unknown"


def test_who_retook_a_town_on_the_day_of_its_loss_has_it_whatever_the_ids():
    taken = replace(capture(10, RIVER), id="z", members=(EventId("z#e1"),))
    back = replace(capture(10, NORTH, RIVER), id="a", members=(EventId("a#e1"),))
    assert on(spans(taken, back), 12) == ("holds", ("north",))


# ---------------------------------------------------------------- claims against denials


def test_a_capture_that_the_loser_denies_is_contested_for_the_days_of_the_claims_and_then_unknown():
    lost = capture(10, NORTH, RIVER, claimant=COAST)
    denial = said(11, RIVER, speaker=RIVER)
    found = spans(capture(1, RIVER), lost, statements=(denial,))
    assert on(found, 9) == ("holds", ("river",))
    assert on(found, 10) == on(found, 11) == ("contested", ("north", "river"))
    assert on(found, 12)[0] == "unknown"


def test_a_third_party_settles_the_dispute():
    lost = capture(10, NORTH, RIVER, claimant=COAST)
    found = spans(
        capture(1, RIVER),
        lost,
        statements=(said(11, RIVER, speaker=RIVER), said(15, NORTH), said(16, NORTH, speaker=COAST)),
    )
    assert on(found, 20) == ("holds", ("north",))


def test_differing_tolls_are_no_denial():
    disputed = replace(capture(10, NORTH, RIVER), disputed=True)
    assert on(spans(capture(1, RIVER), disputed), 12) == ("holds", ("north",))


# ---------------------------------------------------------------- sieges, statements, silence


def test_a_besieged_place_is_its_defenders_until_it_falls():
    siege = told(EventType.SIEGE, 5, (NORTH,), (RIVER,), last=60)
    found = spans(siege, capture(50, NORTH, RIVER), statements=(said(20, RIVER),))
    assert on(found, 10) == on(found, 30) == ("besieged", ("river",))
    assert on(found, 55) == ("holds", ("north",))


def test_nobody_besieges_himself():
    """A siege that names no besieged: the other side is inside, also where the besieger's name comes first."""
    siege = told(EventType.SIEGE, 5, (COAST,), last=60)
    assert on(spans(siege, statements=(said(8, RIVER),)), 20) == ("besieged", ("river",))


def test_who_keeps_civilians_in_a_town_may_hold_it():
    shut = told(EventType.SIEGE, 5, (RIVER,), (ActorName("civilians", None),), last=60)
    assert on(spans(capture(1, RIVER), shut), 20)[1] == ("river",)


def test_a_new_holder_without_a_reported_change_leaves_the_time_between_unknown():
    found = spans(capture(1, RIVER), statements=(said(100, NORTH), said(100, GUARD, speaker=COAST)))
    assert on(found, 1) == ("holds", ("river",))
    assert on(found, 50)[0] == "unknown"
    assert on(found, 100)[1] in {("north",), ("guard",)}


def test_silence_between_two_reports_of_one_holder_is_no_change():
    found = spans(capture(1, RIVER), statements=(said(4000, RIVER),))
    assert [span.state for span in found if span.start and span.start < day(4000)] == [ControlState.HOLDS]


def test_certainty_decays_to_unknown():
    found = spans(capture(1, RIVER))
    assert found[-1].state is ControlState.UNKNOWN
    assert found[-1].start is not None
    assert day(365) < found[-1].start < day(365 * 10)


def test_a_contest_is_forgotten_sooner_than_a_hold():
    contest = spans(told(EventType.CLASH, 1, (NORTH,), (RIVER,), origins=2))
    hold = spans(capture(1, RIVER))
    assert contest[-1].state is hold[-1].state is ControlState.UNKNOWN
    assert contest[-1].start < hold[-1].start


def test_a_part_of_a_side_holds_for_it():
    found = spans(capture(1, GUARD), statements=(said(20, NORTH),))
    assert [span.state for span in found][:1] == [ControlState.HOLDS]
    assert len([span for span in found if span.state is ControlState.HOLDS]) == 1


# ---------------------------------------------------------------- districts


def test_a_city_is_contested_while_its_quarters_are_in_different_hands():
    found = spans(capture(1, RIVER), capture(20, NORTH, RIVER, QUARTER))
    assert on(found, 10) == ("holds", ("river",))
    assert on(found, 25) == ("contested", ("north", "river"))
    assert on(found, 25, QUARTER) == ("holds", ("north",))


def test_a_city_is_no_longer_contested_once_its_quarters_agree():
    raid = told(EventType.CLASH, 20, (NORTH,), (RIVER,), QUARTER, origins=3)
    found = spans(capture(1, RIVER), raid, capture(30, RIVER, NORTH, QUARTER))
    assert on(found, 21) == ("contested", ("north", "river"))
    assert on(found, 31) == on(found, 300) == ("holds", ("river",))


def test_a_side_that_next_to_nobody_names_is_no_party_to_a_battle():
    battle = told(EventType.CLASH, 20, (NORTH,), (RIVER,), origins=5)
    stray = told(EventType.CLASH, 21, (COAST,), (RIVER,))
    assert on(spans(battle, stray), 22) == ("contested", ("north", "river"))
    third = told(EventType.CLASH, 21, (COAST,), (RIVER,), origins=2)
    assert on(spans(battle, third), 22) == ("contested", ("coast", "north", "river"))


def test_who_took_the_city_took_its_quarters_but_not_those_taken_later():
    found = spans(capture(1, RIVER), told(EventType.CLASH, 30, (NORTH,), (RIVER,), HARBOUR))
    assert on(found, 10, HARBOUR) == ("holds", ("river",))


def test_surroundings_without_bounds_have_no_holder_in_statements_either():
    around = replace(TOWN, name="sekitar Lembang", precision=PlacePrecision.NEAR, how="near of Lembang")
    assert spans(statements=(said(5, NORTH, at=around),)) == ()


def test_ground_near_a_city_is_not_a_quarter_of_it():
    outside = replace(TOWN, precision=PlacePrecision.NEAR, how="near of Lembang")
    villages = replace(capture(20, NORTH, at=outside), place_name="two villages near Lembang")
    found = spans(capture(1, RIVER), villages)
    assert on(found, 25) == ("holds", ("river",))
    assert {span.place_id for span in found} == {"Lembang", "Lembang/two villages near lembang"}


# ---------------------------------------------------------------- properties

stories = st.lists(
    st.builds(
        told,
        kind=st.sampled_from(
            [EventType.CAPTURE, EventType.CLASH, EventType.SIEGE, EventType.WITHDRAWAL, EventType.HANDOVER]
        ),
        first=st.none() | st.integers(1, 200),
        actors=st.sampled_from([(), (NORTH,), (RIVER,), (NORTH, GUARD)]),
        targets=st.sampled_from([(), (RIVER,), (COAST,)]),
        at=st.sampled_from([TOWN, QUARTER, HARBOUR, TANJUNG, GATE]),
        status=st.sampled_from([Status.HAPPENED, Status.HAPPENED, Status.DENIED, Status.PLANNED]),
        origins=st.integers(1, 3),
    ),
    max_size=8,
    unique_by=lambda incident: incident.id,
)


@settings(max_examples=80, deadline=None)
@given(stories, st.integers(0, 9))
def test_spans_of_a_place_follow_each_other_without_gap_whatever_the_order(story: list[Incident], seed: int):
    found = control_spans(story, sides=World())
    shuffled = list(story)
    random.Random(seed).shuffle(shuffled)
    assert control_spans(shuffled, sides=World()) == found
    for place_id in {span.place_id for span in found}:
        own = [span for span in found if span.place_id == place_id]
        for before, after in zip(own, own[1:], strict=False):
            assert before.end is not None
            assert after.start == before.end + timedelta(days=1)
        assert own[-1].end is None
        assert all(span.start is None or span.end is None or span.start <= span.end for span in own)
        assert all(0.0 <= span.certainty <= 1.0 for span in own)
        assert all(span.evidence for span in own if span.state is not ControlState.UNKNOWN)


@settings(max_examples=60, deadline=None)
@given(stories)
def test_the_places_of_one_city_are_the_same_whatever_happens_elsewhere(story: list[Incident]):
    everything = control_spans(story, sides=World())
    for family in ({"Lembang", "Pasar", "Dermaga"}, {"Tanjung", "Gerbang"}):
        here = [incident for incident in story if incident.where is not None and incident.where.place_id in family]
        assert control_spans(here, sides=World()) == tuple(span for span in everything if span.place_id in family)


@settings(max_examples=60, deadline=None)
@given(stories)
def test_what_is_planned_or_denied_leaves_no_trace(story: list[Incident]):
    denied_retreats = (EventType.WITHDRAWAL, Status.DENIED)  # who denies having left says that it is there
    done = [one for one in story if one.status is Status.HAPPENED or (one.type, one.status) == denied_retreats]
    assert control_spans(done, sides=World()) == control_spans(story, sides=World())


# ---------------------------------------------------------------- the table


def test_the_table_is_whole_and_in_range():
    assert 0.5 <= default_parameters().reliability_own_voice <= 1.0


@pytest.mark.parametrize(
    ("table", "named"),
    [({"report": {"threshold": 1.5}}, "report.threshold"), ({"report": {"threshold": "half"}}, "report.threshold"),
     ({"report": 3}, "report"), ({}, "missing")],
)  # fmt: skip
def test_a_wrong_table_is_refused_with_the_name_of_the_entry(table: dict[str, object], named: str):
    with pytest.raises(KnowledgeError, match=named):
        parse(table, "x.toml")
