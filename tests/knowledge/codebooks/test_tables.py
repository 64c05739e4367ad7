"""The code tables are complete and give the codes that the annotation guide names."""

import pytest

from tapal.knowledge.codebooks.tables import load_codebooks
from tapal.model.kinds import ActorKind, EventType

SUB_EVENTS_24 = {
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Peaceful protest",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
}


def test_every_type_has_acled_codes_of_the_codebook() -> None:
    books = load_codebooks()
    for type_ in EventType:
        event = books.acled[type_]
        assert event.sub_event_type in SUB_EVENTS_24, type_
        assert all(rule.sub_event_type in SUB_EVENTS_24 for rule in event.rules)


@pytest.mark.parametrize(
    ("type_", "actors", "targets", "killed", "sub"),
    [
        (EventType.CAPTURE, [ActorKind.STATE_FORCES], [ActorKind.REBEL], 0, "Government regains territory"),
        (EventType.CAPTURE, [ActorKind.REBEL], [ActorKind.STATE_FORCES], 9, "Non-state actor overtakes territory"),
        (EventType.PROTEST, [ActorKind.PROTESTERS], [], 0, "Peaceful protest"),
        (EventType.PROTEST, [ActorKind.STATE_FORCES], [ActorKind.PROTESTERS], 0, "Protest with intervention"),
        (EventType.PROTEST, [ActorKind.STATE_FORCES], [ActorKind.PROTESTERS], 2, "Excessive force against protesters"),
        (EventType.RIOT, [ActorKind.RIOTERS], [ActorKind.CIVILIANS], 0, "Mob violence"),
    ],
)
def test_acled_refinements(
    type_: EventType, actors: list[ActorKind], targets: list[ActorKind], killed: int, sub: str
) -> None:
    assert load_codebooks().acled_codes(type_, actors, targets, killed)[1] == sub


@pytest.mark.parametrize(
    ("type_", "actors", "targets", "code"),
    [
        (EventType.CLASH, [ActorKind.STATE_FORCES], [ActorKind.REBEL], 1),
        (EventType.CLASH, [ActorKind.REBEL, ActorKind.IDENTITY_MILITIA], [], 2),
        (EventType.ATTACK_ON_CIVILIANS, [ActorKind.REBEL], [ActorKind.CIVILIANS], 3),
        (EventType.AIR_STRIKE, [ActorKind.COALITION], [ActorKind.CIVILIANS], 3),
        (EventType.CLASH, [ActorKind.REBEL], [], None),
        (EventType.TALKS, [ActorKind.STATE_FORCES], [ActorKind.REBEL], None),
    ],
)
def test_ged_type_of_violence(
    type_: EventType, actors: list[ActorKind], targets: list[ActorKind], code: int | None
) -> None:
    assert load_codebooks().ged_type(type_, actors, targets) == code


def test_inter_codes_follow_acled() -> None:
    books = load_codebooks()
    assert [books.inter[k] for k in (ActorKind.STATE_FORCES, ActorKind.REBEL, ActorKind.CIVILIANS)] == [1, 2, 7]
    assert books.inter[ActorKind.EXTERNAL_FORCES] == 8


def test_plover_events_are_of_the_ontology() -> None:
    known = {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
        *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
    books = load_codebooks()
    assert {event.event for event in books.plover.values()} - {""} <= known
    assert books.plover[EventType.AIR_STRIKE].cameo == "195"
