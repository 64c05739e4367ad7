"""Time expressions in news text, found and resolved to days, instants and lengths (Indonesian and English)."""

from tapal.lang.temporal.clocks import instant_in
from tapal.lang.temporal.finder import find_times
from tapal.lang.temporal.mention import TimeKind, TimeMention
from tapal.lang.temporal.selfdate import text_date
from tapal.lang.temporal.zones import zone_of

__all__ = ["TimeKind", "TimeMention", "find_times", "instant_in", "text_date", "zone_of"]
