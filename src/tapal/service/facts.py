"""Every value of what a report says, with the sentence that it was read from and the rule that read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tapal.model.count import Count
from tapal.model.event import ControlStatement, Event, Party, Site, Tally
from tapal.model.text import Document, Evidence
from tapal.model.when import When
from tapal.sentences.split import sentence_spans
from tapal.store import StoredReport

Told = Event | ControlStatement | Tally


@dataclass(frozen=True, slots=True)
class Fact:
    """One value, how it was found, and where: `sentence[mark[0]:mark[1]]` are the words it was read from.

    `sentence` is empty for a value that follows from others.
    """

    field: str
    value: str
    how: str = ""
    sentence: str = ""
    mark: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with its facts; `parts` are the records that it was made from."""

    id: str
    kind: str
    title: str
    source: str = ""
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple["Explanation", ...] = ()


def explain_told(one: Told, report: StoredReport) -> Explanation:
    """One event, statement or tally of a report with all its values."""
    document = report.document
    if isinstance(one, Event):
        kind, title, facts = "event", one.type.value, _event_facts(one, document)
    elif isinstance(one, ControlStatement):
        kind, title, facts = (
            "control statement",
            f"{one.place.text}: {one.state.value}",
            _statement_facts(one, document),
        )
    else:
        kind, title, facts = "tally", one.kind.value, _tally_facts(one, document)
    named = [document.outlet or document.id, str(document.published or "no date"), report.reader]
    facts.append(Fact("confidence", f"{one.confidence:.2f}", str(one.rule)))
    return Explanation(one.id, kind, title, ", ".join(named), tuple(facts))


def _event_facts(event: Event, document: Document) -> list[Fact]:
    facts = [_fact("type", event.type.value, str(event.rule), event.trigger, document)]
    facts += [_fact("told again", other.quote, "", other, document) for other in event.also]
    facts += _party_facts("actor", event.actors, document)
    facts += _party_facts("target", event.targets, document)
    facts += _site_facts(event.places, document)
    facts.append(Fact("when", days(event.when), event.when.how))
    facts.append(_fact("status", event.status.value, "", event.evidence, document))
    facts.append(Fact("novelty", event.novelty.value))
    facts += _party_facts("according to", [event.attribution] if event.attribution else [], document)
    facts += _party_facts("denied by", [event.denied_by] if event.denied_by else [], document)
    facts += [
        _fact(name, figure(count), "", event.evidence, document)
        for name, count in (("killed", event.killed), ("injured", event.injured))
        if count
    ]
    if event.ceasefire is not None:
        truce = event.ceasefire
        hours = "" if truce.duration_hours is None else f", {truce.duration_hours:g} hours"
        starts = "not told" if truce.starts is None else truce.starts.isoformat()
        facts.append(Fact("truce", f"starts {starts}{hours}" + (f", {truce.scope}" if truce.scope else "")))
    return facts


def _statement_facts(statement: ControlStatement, document: Document) -> list[Fact]:
    facts = [_fact("state", statement.state.value, str(statement.rule), statement.evidence, document)]
    facts += _site_facts([statement.place], document)
    facts += _party_facts("holder", statement.holders, document)
    until = "" if statement.until is None else f" until {statement.until}"
    facts.append(Fact("as of", f"{statement.as_of or 'not told'}{until}"))
    return facts + _party_facts("according to", [statement.attribution] if statement.attribution else [], document)


def _tally_facts(tally: Tally, document: Document) -> list[Fact]:
    facts = [_fact(tally.kind.value, figure(tally.count), str(tally.rule), tally.evidence, document)]
    facts.append(Fact("when", f"{tally.when_from or 'not told'} to {tally.when_to or 'not told'}"))
    facts += [Fact("cause", tally.cause.value)] if tally.cause else []
    facts += _party_facts("actor", tally.actors, document) + _site_facts(tally.places, document)
    return facts + _party_facts("according to", [tally.attribution] if tally.attribution else [], document)


def _party_facts(field: str, parties: Iterable[Party], document: Document) -> list[Fact]:
    return [
        _fact(field, f"{one.text} = {one.actor_id}" if one.actor_id else one.text, one.how, one.evidence, document)
        for one in parties
    ]


def _site_facts(sites: Iterable[Site], document: Document) -> list[Fact]:
    facts = []
    for site in sites:
        where = site.where
        value, how = f"{site.text} = not found", ""
        if where is not None:
            point = f"{where.lat:.3f}, {where.lon:.3f}"
            value, how = f"{site.text} = {where.name} ({point}; {where.precision.value})", where.how
        facts.append(_fact("place", value, how, site.evidence, document))
    return facts


def _fact(field: str, value: str, how: str, evidence: Evidence, document: Document) -> Fact:
    start, end = sentence_around(document, evidence)
    mark = (evidence.span.start - start, evidence.span.end - start)
    return Fact(field, value, how, document.text[start:end], mark)


def sentence_around(document: Document, evidence: Evidence) -> tuple[int, int]:
    """Start and end of the sentence (or sentences) in the document's text that hold the words."""
    text, span = document.text, evidence.span
    line_start = text.rfind("\n", 0, span.start) + 1
    newline = text.find("\n", span.end)
    line_end = len(text) if newline < 0 else newline
    held = [one for one in sentence_spans(text, line_start, line_end) if one.overlaps(span)]
    return (min(held[0].start, span.start), max(held[-1].end, span.end)) if held else (span.start, span.end)


def days(when: When) -> str:
    """An interval in words, with its precision."""
    if when.start is None:
        return "not told"
    told = str(when.start) if when.start == when.end else f"{when.start} to {when.end}"
    return f"{told} ({when.precision.value})"


def figure(count: Count) -> str:
    """A count in words: one figure, a range or the vague word, with its population."""
    low, high = count.low, count.high
    if count.vague:
        return f"{count.vague} (at least {low})" if low is not None else count.vague
    if low is not None and low == high:
        return f"{low} ({count.group.value})"
    reach = f"{'?' if low is None else low}–{'?' if high is None else high}"
    return f"{reach}{'' if count.best is None else f', best {count.best}'} ({count.group.value})"
