"""What the store covers: reports by day, language and outlet, the days of the record, the sides in it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from tapal.api.desk import Record
from tapal.api.views import Json, iso, members
from tapal.model.incident import Incident
from tapal.model.kinds import Novelty

NEWS_DAYS = 7  # what is news happened within a week before its report (annotation guide, field novelty)
LONGEST_BAR_DAYS = 31  # an incident dated more loosely than a month is no bar of the day chart


def _days(incident: Incident) -> list[date]:
    first, last = incident.when.start, incident.when.end
    if first is None or last is None or (last - first).days > LONGEST_BAR_DAYS:
        return []
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _news_days(record: Record) -> list[date]:
    """The days of what the reports were written to tell; background would stretch the time line over decades."""
    fresh = (
        incident
        for incident in record.incidents.values()
        if any(event.novelty is Novelty.NEW for event in members(record, incident))
    )
    published = [r.document.published for r in record.reports.values() if r.document.published is not None]
    if not published:
        return [day for incident in fresh for day in _days(incident)]
    earliest, latest = min(published) - timedelta(days=NEWS_DAYS), max(published)
    told = [day for incident in fresh for day in _days(incident) if earliest <= day <= latest]
    return told + published


def coverage_view(record: Record, recorded_days: Sequence[date]) -> Json:
    """Counts for the page's time line, legend and source notes."""
    documents = [report.document for report in record.reports.values()]
    days = _news_days(record)
    per_day = Counter(day for incident in record.incidents.values() for day in _days(incident))
    holders = Counter((holder.name, holder.actor_id) for span in record.control for holder in span.holders)
    published = Counter(document.published for document in documents if document.published is not None)
    first, last = min(days, default=None), max(days, default=None)
    shown = sorted(day for day in per_day.keys() | published.keys() if first and last and first <= day <= last)
    return {
        "documents": len(documents),
        "incidents": len(record.incidents),
        "origins": len(record.origins),
        "places": len({span.place_id for span in record.control}),
        "first": iso(first),
        "last": iso(last),
        "languages": dict(Counter(document.language for document in documents).most_common()),
        "outlets": dict(Counter(document.outlet or "?" for document in documents).most_common()),
        "types": dict(Counter(incident.type.value for incident in record.incidents.values()).most_common()),
        "days": [{"day": iso(day), "incidents": per_day[day], "documents": published[day]} for day in shown],
        "recorded_days": [iso(day) for day in recorded_days],
        "holders": [
            {"name": name, "id": actor_id, "spans": n}
            for (name, actor_id), n in sorted(holders.items(), key=lambda item: (-item[1], item[0][0]))
        ],
    }
