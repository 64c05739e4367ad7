"""The day that a text gives itself, for articles whose carrier dates them wrongly or not at all."""

import re
from datetime import date, timedelta

from tapal.lang.temporal.finder import find_times, looks_ahead
from tapal.lang.temporal.mention import TimeKind, TimeMention

_HEAD = 500  # code points in which a dateline or a header stands
_LEAD = 400  # code points that hold the lead with its "Sabtu (17/6/2017)"
# A lead tells of the last days; when its own dated weekday lies further back, the carrier's date is of a later copy.
_STALE = timedelta(days=10)
_HEADER_WORDS = frozenset([
    "published", "updated", "posted", "date", "of", "publication", "last", "edited", "issued", "by", "at", "time",
    "the", "diterbitkan", "dipublikasikan", "tayang", "terbit", "diperbarui", "tanggal", "period",
])  # fmt: skip
_NO_HEADER = frozenset(["on", "in", "since", "by", "until", "from", "after", "before", "pada", "sejak", "hingga", "di"])
# A date that only a name or a dash stands before is taken for the dateline when it is this near to `published`.
_NEAR = timedelta(days=60)
_WEEKDAY_DATE = re.compile(r"[^\W\d]+['’]?[^\W\d]*,?\s*[(\[]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def text_date(text: str, language: str, published: date | None) -> date | None:
    """The day of writing that the text itself gives, or None when it gives none or agrees with `published`.

    A full date in the dateline or header line always counts. A weekday with its date in the lead ("Sabtu
    (17/6/2017)") counts when nothing else is known or when it cannot agree with `published`: later than it, or
    more than ten days before it (annotation guide, rule 11: the text wins).
    """
    days = [m for m in find_times(text[: max(_HEAD, _LEAD)], language, published) if _full_day(m)]
    header = next((m.when.start for m in days if m.when.start and _is_header(text, m, m.when.start, published)), None)
    if header is not None:
        return header
    inline = [
        m.when.start
        for m in days
        if m.span.start < _LEAD
        and m.when.start
        and _WEEKDAY_DATE.match(m.text)
        and not looks_ahead(text, language, m.span.start)
    ]
    if not inline:
        return None
    latest = max(inline)
    if published is None or latest > published or latest < published - _STALE:
        return latest
    return None


def _full_day(mention: TimeMention) -> bool:
    when = mention.when
    return mention.kind in {TimeKind.DATE, TimeKind.CLOCK} and when.how == "explicit" and when.start == when.end


def _is_header(text: str, mention: TimeMention, day: date, published: date | None) -> bool:
    """True for a date that dates the article: in a header line, or after an agency's name near to `published`."""
    if _WEEKDAY_DATE.match(mention.text):
        return False
    line = text[text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start]
    words = re.findall(r"[^\W\d_]+", line)
    if not words:
        return text.find("\n", mention.span.end, mention.span.end + 40) >= 0 or mention.span.start < 40
    if words[0].lower() in _NO_HEADER or words[-1].lower() in _NO_HEADER:
        return False
    if len(words) <= 8 and all(w[0].isupper() or w.lower() in _HEADER_WORDS for w in words):
        return True
    near = published is not None and abs(day - published) <= _NEAR
    return near and words[-1].isupper() and mention.text[0].isupper()
