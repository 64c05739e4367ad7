"""Stage 4: the events, control statements and tallies of one report."""

from collections.abc import Sequence

from tapal.events.arguments import bucket
from tapal.events.assemble import before_its_loss, event_of, statement_of, tally_of, told_once
from tapal.events.attribution import speeches_in
from tapal.events.casualties import give_tolls
from tapal.events.context import Article
from tapal.events.counts import Figure
from tapal.events.decide import MENTION_THRESHOLD, RETELLING_FLOOR, Models, decide_all
from tapal.events.families import VIOLENT
from tapal.events.identity import group_mentions, join_retellings, spans_apart
from tapal.events.mention import EventMention
from tapal.events.overruling import attack_behind, called_off, joins_up
from tapal.events.pairs import Sameness
from tapal.events.statements import Holding, holdings
from tapal.events.triggers import article_allows, find_triggers
from tapal.knowledge.actors.registry import Registry
from tapal.mentions.actors import sure_spans
from tapal.mentions.scene import Entity, Scene, Surroundings, entities_of
from tapal.model.event import Reading
from tapal.model.kinds import DatePrecision, EventType, SentenceKind
from tapal.model.syntax import ParsedSentence

SAME_THRESHOLD = 0.36
RETELLING_THRESHOLD = 0.6
RELEVANT_THRESHOLD = 0.5


def build_article(around: Surroundings, sentences: tuple[ParsedSentence, ...], registry: Registry) -> Article:
    """The article of a parsed document: its triggers and the entities of every sentence."""
    language = around.language
    names = sure_spans(around.context)
    found = [
        trigger for sentence in sentences for trigger in find_triggers(sentence, language)
        if all(spans_apart(sentence.words[at].span, names) for at in trigger.words)
    ]
    asking = {t.frame.id: t.frame for t in found if t.frame.needs_article}
    allowed = {rule: article_allows(frame, sentences, language) for rule, frame in asking.items()}
    triggers = [t for t in found if allowed.get(t.frame.id, True)]
    entities = []
    for sentence in sentences:
        own = [t for t in triggers if t.sentence == sentence.sentence.index]
        held = language.control_matcher.find(sentence.words, sentence.sentence.kind is SentenceKind.HEADLINE)
        told = [*(trigger.words for trigger in own), *(match.words for match in held)]
        taken = [sentence.words[at].span for words in told for at in words]
        entities.append(entities_of(sentence, taken, around, registry))
    return Article(Scene(around, sentences, tuple(entities)), triggers)


def relevance_features(article: Article, mentions: list[EventMention]) -> list[str]:
    """Features by which an article is told to be about armed conflict or disorder."""
    conflict, off = article.topic_balance
    size = max(1, len(article.scene.sentences))
    sure = sum(m.probability for m in mentions)
    news = [m for m in mentions if m.novelty == "new"]
    features = [
        f"conflict={bucket(int(10 * conflict / size), 0, 2, 5, 9, 14, 20, 28)}",
        f"off={bucket(int(10 * off / size), 0, 1, 3, 6, 10)}",
        f"mentions={bucket(len(mentions), 0, 1, 2, 4, 8)}", f"news={bucket(len(news), 0, 1, 2, 4)}",
        f"density={bucket(int(10 * sure / size), 0, 1, 3, 6, 10)}",
        f"headline_event={any(m.headline for m in mentions)}",
        f"early={any(m.trigger.sentence <= 3 for m in mentions)}",
        f"balance={bucket(conflict - off, -5, 0, 5, 15)}",
    ]
    lead = [k for k, s in enumerate(article.scene.sentences) if s.sentence.kind is SentenceKind.HEADLINE or k <= 2]
    values = {cue.value for k in lead for cue in article.cues(k)}
    features += [f"lead_cue={value}" for value in values if value.startswith("topics.")]
    features += [f"type={m.type}" for m in mentions]
    return list(dict.fromkeys(features))


def _without_states(article: Article, holdings: list[Holding], mentions: list[EventMention]) -> list[EventMention]:
    """Mentions without those that only state who holds a place ("menguasai", "controls" without a day of change)."""
    return [
        m for m in mentions
        if not (m.trigger.frame.type is EventType.CAPTURE and m.trigger.frame.generic and not _changed(article, m)
                and any(_covers(h, m) for h in holdings))
    ]


def _changed(article: Article, mention: EventMention) -> bool:
    """Whether the sentence itself tells a day or week of change; "since 2014" tells a state."""
    sentence = article.sentence(mention.trigger.sentence).sentence.span
    narrow = (DatePrecision.DAY, DatePrecision.WEEK)
    return any(time.kind == "date" and time.when.precision in narrow for time in article.scene.times_in(sentence))


def _covers(holding: Holding, mention: EventMention) -> bool:
    trigger = mention.trigger
    return trigger.sentence == holding.sentence and trigger.first <= holding.last and holding.first <= trigger.last


def _not_told_as_event(holdings: list[Holding], mentions: list[EventMention]) -> list[Holding]:
    """Control statements whose words are not already those of an event (a capture is not also a state)."""
    return [h for h in holdings if not any(_covers(h, m) for m in mentions)]


def _speaker(article: Article, figure: Figure) -> Entity | None:
    spoken = [s for s in speeches_in(article, figure.sentence) if s.scope.overlaps(figure.span)]
    return spoken[0].speaker if spoken else None


def _counted(article: Article, meant: Sequence[EventMention]) -> list[EventMention]:
    """The mentions that are likely enough; in place of a capture that is only aimed at, the attack that aims at it."""
    found: dict[int, EventMention] = {}
    for mention in meant:
        if mention.probability >= MENTION_THRESHOLD:
            told = attack_behind(article, mention, meant, MENTION_THRESHOLD) or mention
            found[id(told)] = told
    return list(found.values())


def read_article(article: Article, models: Models, decided: Sequence[EventMention] | None = None) -> Reading:
    """Everything that the article says; `decided` are its triggers' decisions when they were taken before."""
    everything = decided or decide_all(article, models)
    meant = [m for m in everything if not called_off(article, m) and not joins_up(article, m)]
    mentions = _counted(article, meant)
    counted = {id(m) for m in mentions}
    weak = [m for m in meant if RETELLING_FLOOR <= m.probability < MENTION_THRESHOLD and id(m) not in counted]
    tolls = give_tolls(article, mentions, models.tally)
    held = holdings(article)
    kept = _without_states(article, held, [m for m in tolls.mentions if not _only_counts(m, tolls.tallies)])

    same = Sameness(article, models.same)
    groups = group_mentions(kept, same, SAME_THRESHOLD)
    groups = [group for group in groups if not all(m.headline for m in group) or len(article.scene.sentences) <= 2 or
              max(m.probability for m in group) >= 0.6]
    groups = join_retellings(groups, weak, same, RETELLING_THRESHOLD)
    stated = _not_told_as_event(held, kept)
    events = tuple(event_of(article, group, k + 1, same) for k, group in enumerate(groups))
    statements = (statement_of(article, h, k + 1) for k, h in enumerate(stated))
    relevant = models.relevant.probabilities(relevance_features(article, kept))["yes"] >= RELEVANT_THRESHOLD
    return Reading(
        doc_id=article.scene.document.id, relevant=relevant,
        events=events,
        control=told_once([before_its_loss(statement, events) for statement in statements]),
        tallies=tuple(tally_of(article, f, _speaker(article, f), k + 1) for k, f in enumerate(tolls.tallies)),
    )


def _only_counts(mention: EventMention, tallies: tuple[Figure, ...]) -> bool:
    """Death words, and strikes "since" a day, whose only figure is a running total tell no event (guide, rule 4)."""
    if mention.killed is not None or mention.injured is not None:
        return False
    trigger = mention.trigger
    here = [figure for figure in tallies if figure.sentence == trigger.sentence]
    if any(figure.cue_first <= trigger.last and trigger.first <= figure.cue_last for figure in here):
        return True
    return bool(here) and mention.type in VIOLENT and mention.when.how.startswith("since")
