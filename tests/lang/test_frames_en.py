"""English frames on sentences written apart from their examples: wars, outlets and voices that no frame quotes."""

import pytest

from tapal.events.triggers import article_allows, find_triggers
from tapal.lang.registry import load_language
from tapal.model.kinds import EventType, SentenceKind
from tapal.model.text import Sentence, Span

TOLD = [
    ("clash", "Karen guerrillas traded fire with a border patrol near the river for two hours."),
    ("clash", "Eleven paratroopers were killed when their column was ambushed south of the pass."),
    ("clash", "Azerbaijan says it beat back an attempt by commandos to infiltrate its lines."),
    ("capture", "The Arakan Army has wrested the last border post from the junta."),
    ("capture", "Kunduz was lost to the Taliban in a single night."),
    ("capture", "M23 fighters took full control of the lakeside town, residents say."),
    ("handover", "The peacekeepers turned over the base to the national army at a short ceremony."),
    ("withdrawal", "Armenian soldiers pulled back from the heights under the accord."),
    ("withdrawal", "The insurgents abandoned their positions along the canal overnight."),
    ("air_strike", "Helicopter gunships strafed the convoy of pickup trucks."),
    ("air_strike", "A drone slammed into an apartment block in Odesa, wounding three."),
    ("shelling", "Thai howitzers pounded a casino on the Cambodian side of the frontier."),
    ("shelling", "Katyusha rockets landed in an olive grove outside the town."),
    ("explosion", "A bomb hidden in a rickshaw went off near a shrine in Quetta."),
    ("explosion", "Two farmers were blown up when their tractor ran over an anti-tank mine."),
    ("suicide_bombing", "A man wearing an explosive vest blew himself up among the recruits."),
    ("grenade", "Attackers on a motorcycle lobbed a hand grenade at a bar in Bujumbura."),
    ("chemical_attack", "Medics treated dozens of villagers for exposure to chlorine gas dropped by a helicopter."),
    ("attack_on_civilians", "Militiamen dragged eleven miners from a bus and shot them by the road."),
    ("attack_on_civilians", "A village chief was hacked to death in Ituri."),
    ("abduction", "Bandits whisked away forty worshippers during Friday prayers and want a ransom."),
    ("sexual_violence", "Survivors said that soldiers gang-raped women at the checkpoint."),
    ("siege", "The junta's garrison is completely encircled and gets food by parachute."),
    ("siege", "Armenians in the enclave have been cut off since protesters and troops closed the corridor."),
    ("interception", "Patriot batteries knocked eleven missiles out of the sky over Kyiv."),
    ("interception", "Sappers defused two bombs on the railway line."),
    ("property_destruction", "Herders torched granaries and drove off 300 cows."),
    ("deployment", "Rwanda has massed thousands of troops along the frontier."),
    ("deployment", "Kenya will dispatch another contingent of policemen to Port-au-Prince."),
    ("base", "The mercenaries set up a new base beside the gold mine."),
    ("arrest", "Intelligence agents rounded up nine officers over the plot."),
    ("ceasefire", "Both armies agreed to silence their guns at midnight."),
    ("ceasefire", "A five-day humanitarian truce came into effect in Taiz."),
    ("ceasefire_violation", "Manila accused the front of breaching the truce in Basilan."),
    ("agreement", "Colombia and the ELN guerrillas signed an accord in Quito."),
    ("talks", "Envoys of the junta and the ethnic armies met for a second round of talks in Kunming."),
    ("release", "The rebels freed nine soldiers whom they had held since March."),
    ("surrender", "Sixty members of the gang laid down their weapons before the governor."),
    ("evacuation", "Naval ships ferried stranded nationals to safety from Port Sudan."),
    ("aid", "A convoy brought flour and medicine into the besieged town."),
    ("displacement", "More than 20,000 villagers have fled across the Thai border."),
    ("group_change", "Three factions merged into a new movement under one commander."),
    ("protest", "Thousands marched through Dhaka against job quotas."),
    ("riot", "Youths pelted police with stones and burned two cars."),
    ("threat", "The general gave the garrison 48 hours to leave or face an attack."),
]
OFF_TOPIC = [
    "The striker fired a rocket into the top corner.",
    "Shares in the airline took off after the results.",
    "A gas leak in a bakery kitchen injured the baker's hand.",
    "The pop star dropped her third album overnight.",
    "Heavy snow cut off the ski resort for two days.",
    "The bank announced a merger with its smaller rival.",
]


def candidate_types(text: str, in_article: bool = False) -> set[EventType]:
    language = load_language("en")
    sentence = Sentence(0, Span(0, len(text)), SentenceKind.NEWS, 0)
    parsed = language.parse(text, (sentence,))
    frames = [frame for trigger in find_triggers(parsed[0], language) for frame in (trigger.frame, *trigger.others)]
    return {frame.type for frame in frames if not in_article or article_allows(frame, parsed, language)}


@pytest.mark.parametrize(("wanted", "text"), TOLD)
def test_event_is_among_the_candidates(wanted: str, text: str) -> None:
    assert EventType(wanted) in candidate_types(text)


@pytest.mark.parametrize("text", OFF_TOPIC)
def test_everyday_news_tells_at_most_a_bare_injury(text: str) -> None:
    assert candidate_types(text, in_article=True) <= {EventType.ATTACK_ON_CIVILIANS}


def test_vague_counts_follow_the_annotation_guide() -> None:
    vague = load_language("en").cues.vague
    assert vague["dozens"] == (24, None, None)
    assert vague["hundreds"] == (200, None, None)
    assert vague["several"] == (3, None, None)
