"""The closed vocabularies of the record; names follow the annotation guide, ACLED and TimeML."""

from enum import StrEnum
from typing import NewType

DocId = NewType("DocId", str)
EventId = NewType("EventId", str)
IncidentId = NewType("IncidentId", str)
TruceId = NewType("TruceId", str)
PlaceId = NewType("PlaceId", str)
ActorId = NewType("ActorId", str)
RuleId = NewType("RuleId", str)


class EventType(StrEnum):
    """What kind of happening an event is (32 types of the annotation guide)."""

    CLASH = "clash"
    CAPTURE = "capture"
    HANDOVER = "handover"
    WITHDRAWAL = "withdrawal"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    EXPLOSION = "explosion"
    SUICIDE_BOMBING = "suicide_bombing"
    GRENADE = "grenade"
    CHEMICAL_ATTACK = "chemical_attack"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    ABDUCTION = "abduction"
    SEXUAL_VIOLENCE = "sexual_violence"
    SIEGE = "siege"
    INTERCEPTION = "interception"
    PROPERTY_DESTRUCTION = "property_destruction"
    DEPLOYMENT = "deployment"
    BASE = "base"
    ARREST = "arrest"
    CEASEFIRE = "ceasefire"
    CEASEFIRE_VIOLATION = "ceasefire_violation"
    AGREEMENT = "agreement"
    TALKS = "talks"
    RELEASE = "release"
    SURRENDER = "surrender"
    EVACUATION = "evacuation"
    AID = "aid"
    DISPLACEMENT = "displacement"
    GROUP_CHANGE = "group_change"
    PROTEST = "protest"
    RIOT = "riot"
    THREAT = "threat"


class Status(StrEnum):
    """Whether the report says that the event took place."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    DEMANDED = "demanded"


class Novelty(StrEnum):
    """Whether the event is the news of the report or its older context."""

    NEW = "new"
    BACKGROUND = "background"


class Group(StrEnum):
    """The population that a count is of."""

    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class TallyKind(StrEnum):
    """What a tally counts."""

    KILLED = "killed"
    INJURED = "injured"
    DISPLACED = "displaced"
    DETAINED = "detained"
    DESTROYED = "destroyed"
    OTHER = "other"


class DatePrecision(StrEnum):
    """How narrow a date interval is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class ControlState(StrEnum):
    """Who holds a place: one side, several that fight for it, a side under siege, or nobody knows."""

    HOLDS = "holds"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    UNKNOWN = "unknown"


class TrucePhase(StrEnum):
    """What a report tells of a truce: that it is (declared, agreed, begun), is made longer, or is over."""

    ANNOUNCED = "announced"
    EXTENDED = "extended"
    ENDED = "ended"


class PlacePrecision(StrEnum):
    """How exactly a place is known, from its own point up to its country."""

    EXACT = "exact"
    NEAR = "near"
    PARENT = "parent"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"


class PlaceKind(StrEnum):
    """The kind of feature that a place is."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    REGION = "region"
    CITY = "city"
    DISTRICT = "district"
    CROSSING = "crossing"
    BASE = "base"
    DAM = "dam"
    AIRPORT = "airport"
    CAMP = "camp"
    RIVER = "river"
    MOUNTAIN = "mountain"
    FACILITY = "facility"
    ISLAND = "island"
    WATER = "water"


class ActorKind(StrEnum):
    """The kind of an actor, after ACLED's actor types."""

    STATE_FORCES = "state_forces"
    GOVERNMENT = "government"
    REBEL = "rebel"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    COALITION = "coalition"
    EXTERNAL_FORCES = "external_forces"
    CIVILIANS = "civilians"
    PROTESTERS = "protesters"
    RIOTERS = "rioters"
    MONITOR = "monitor"
    INTERNATIONAL = "international"
    MEDIA = "media"
    OTHER = "other"


class SentenceKind(StrEnum):
    """What a stretch of a report is: only news, quotes and headlines are read."""

    NEWS = "news"
    HEADLINE = "headline"
    REPEATED_HEADLINE = "repeated_headline"
    DATELINE = "dateline"
    CAPTION = "caption"
    BYLINE = "byline"
    LINK = "link"
    BOILERPLATE = "boilerplate"
    SPAM = "spam"
