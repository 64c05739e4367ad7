"""Whether an event took place, and whether it is news: features over governing words, cues and dates."""

from collections.abc import Iterator

from tapal.events.arguments import bucket
from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.lang.expressions import Match
from tapal.mentions.grammar import is_passive
from tapal.model.syntax import ParsedSentence
from tapal.model.when import When

REALIS = frozenset({"telah", "sudah", "berhasil", "sempat", "had", "has", "have", "was", "were", "did", "been"})
PAST_WORDS = (
    "had", "telah", "sebelumnya", "since", "sejak", "ketika", "when", "setelah", "after", "pernah", "years",
)
LEAD = 2  # the last sentence of headline and lead
CLAUSE_MARKS = frozenset({",", ";", ":", "–", "—", "-", "(", ")"})


def _governs(sentence: ParsedSentence, cue: Match[str], trigger: Trigger) -> bool:
    """True when a word of the cue is above the trigger in the tree or modifies it directly."""
    at = trigger.head
    for _ in range(6):
        if cue.first <= at <= cue.last:
            return True
        word = sentence.words[at]
        if word.head == at:
            break
        at = word.head
    return any(sentence.words[k].head == trigger.head for k in range(cue.first, cue.last + 1))


def _same_clause(sentence: ParsedSentence, cue: Match[str], trigger: Trigger) -> bool:
    low, high = (cue.last, trigger.first) if cue.last < trigger.first else (trigger.last, cue.first)
    return not any(word.text in CLAUSE_MARKS for word in sentence.words[low + 1 : high])


def cue_features(article: Article, trigger: Trigger, prefixes: tuple[str, ...]) -> Iterator[str]:
    """Cues of the named tables with side, nearness, clause and government."""
    sentence = article.sentence(trigger.sentence)
    for cue in article.cues(trigger.sentence):
        if not cue.value.startswith(prefixes):
            continue
        side = "before" if cue.last < trigger.first else "after" if cue.first > trigger.last else "inside"
        distance = bucket(max(trigger.first - cue.last, cue.first - trigger.last, 0), 1, 2, 4, 8, 14)
        governs, clause = _governs(sentence, cue, trigger), _same_clause(sentence, cue, trigger)
        yield f"cue={cue.value}"
        yield f"cue+side={cue.value}/{side}"
        yield f"cue+side+distance={cue.value}/{side}/{distance}"
        yield f"cue+governs={cue.value}/{side}/{governs}"
        yield f"cue+clause={cue.value}/{side}/{clause}"
        if governs or (clause and side != "after"):
            words = " ".join(w.lower for w in sentence.words[cue.first : cue.last + 1])
            yield f"cue+word={cue.value}/{words}"


def _near_words(article: Article, trigger: Trigger) -> Iterator[str]:
    words = article.sentence(trigger.sentence).words
    for step in (1, 2, 3):
        if trigger.first - step >= 0:
            yield f"word-{step}={words[trigger.first - step].lower}"
            yield f"word-near={words[trigger.first - step].lower}"
    head = words[trigger.head]
    if head.head != head.index:
        governor = words[head.head]
        yield f"governor={governor.lower}"
        if governor.head != governor.index:
            yield f"governor2={words[governor.head].lower}"
    for child in article.sentence(trigger.sentence).children[trigger.head]:
        if words[child].pos in ("AUX", "PART", "ADV", "SCONJ"):
            yield f"child={words[child].lower}"
    yield f"pos={head.pos}"
    yield f"form={head.lower[-3:]}/{article.code}"


MOODS = ("status.planned", "status.possible", "status.demanded", "status.denied", "status.failed")


def _moods(article: Article, trigger: Trigger) -> list[Match[str]]:
    """Mood cues of the trigger's sentence that stand before it or in it, the nearest last."""
    cues = [c for c in article.cues(trigger.sentence) if c.value in MOODS and c.first <= trigger.last]
    return sorted(cues, key=lambda cue: cue.last)


def _mood_features(article: Article, trigger: Trigger) -> Iterator[str]:
    """The mood that reaches a trigger from far: over a row of verbs, or from other tellings of the same type."""
    sentence = article.sentence(trigger.sentence)
    moods = _moods(article, trigger)
    kind = trigger.frame.type
    last = moods[-1] if moods else None
    name = last.value if last is not None else "none"
    yield f"mood={name}"
    yield f"mood+type={name}/{kind}"
    yield f"mood+frame={name}/{trigger.frame.id}"
    if last is not None:
        distance = bucket(trigger.first - last.last, 0, 1, 3, 6, 12, 20)
        word = sentence.words[last.first].lower
        finite = [w for w in sentence.words[last.last + 1 : trigger.first] if w.lower in REALIS]
        yield f"mood+distance={name}/{distance}"
        yield f"mood+word={word}"
        yield f"mood+word+near={word}/{trigger.first - last.last <= 4}"
        yield f"mood+realis={name}/{bool(finite)}"
    before = sentence.words[max(0, trigger.first - 6) : trigger.first]
    yield f"realis={any(w.lower in REALIS for w in before)}"
    told = {cue.value for other in article.triggers if other.frame.type == kind and other.sentence != trigger.sentence
            for cue in _moods(article, other) if trigger.frame.type == kind and other.first - cue.last <= 3}
    for value in told:
        yield f"elsewhere={value}"
        yield f"elsewhere+mood={value}/{name}"
    if not told:
        yield f"elsewhere=none/{name}"


def status_features(article: Article, trigger: Trigger) -> list[str]:
    """Features by which the status of an event is decided."""
    found = dict.fromkeys(cue_features(article, trigger, ("status.", "claims.", "speech.hearsay", "generic.")))
    found.update(dict.fromkeys(_near_words(article, trigger)))
    found.update(dict.fromkeys(_mood_features(article, trigger)))
    frame = trigger.frame
    found[f"frame_status={frame.status}"] = None
    found[f"type={frame.type}"] = None
    sentence = article.sentence(trigger.sentence)
    text = article.scene.document.quote(sentence.sentence.span)
    found[f"question={text.rstrip().endswith('?')}"] = None
    found[f"headline={sentence.sentence.kind}"] = None
    found[f"quoted={article.in_quote(article.trigger_span(trigger))}"] = None
    found[f"passive={is_passive(sentence, trigger.head, article.code)}"] = None
    today = article.scene.around.today
    for time in article.scene.times_in(sentence.sentence.span):
        if today is not None and time.when.start is not None and time.when.start > today:
            found["future_date"] = None
    return list(found)


def _around_features(article: Article, trigger: Trigger, age: str) -> Iterator[str]:
    """What the sentences before tell about the time of a trigger, and whether they open a recap."""
    today = article.scene.around.today
    index = trigger.sentence - 1
    if index >= 0:
        for value in {cue.value for cue in article.cues(index) if cue.value.startswith("novelty.")}:
            yield f"back={value}"
            yield f"back+age={value}/{age}"
        ends = [t.when.end for t in article.scene.times_in(article.sentence(index).sentence.span) if t.when.end]
        if today is not None and ends:
            yield f"back_age={bucket(min((today - end).days for end in ends), -1, 0, 1, 3, 7, 14, 31, 365)}/{age}"
    recap = any(cue.value == "novelty.background" and cue.first <= 2 for k in range(max(0, trigger.sentence - 4),
                                                                                  trigger.sentence + 1)
                for cue in article.cues(k))
    yield f"recap={recap}/{age}"
    moods = [cue.value for cue in article.cues(trigger.sentence) if cue.value in MOODS and cue.last < trigger.first]
    yield f"mood={moods[-1] if moods else 'none'}/{age}"


def _lead_features(article: Article, trigger: Trigger, age: str) -> Iterator[str]:
    """What a trigger's sentence shares with the headline and the lead, which tell the news."""
    here = {key for entity in article.entities(trigger.sentence) for key in entity.keys}
    shared = bucket(len(here & article.leading), 0, 1) if here else "nobody"
    place = bucket(trigger.sentence, 1, 3, 8)
    told = any(t.frame.type == trigger.frame.type for t in article.triggers if t.sentence <= LEAD)
    words = article.sentence(trigger.sentence).words
    lemma = "_".join(words[at].lower for at in trigger.words)
    yield f"shared={shared}/{place}"
    yield f"shared+age={shared}/{age}"
    yield f"shared+type={shared}/{told}/{place}"
    yield f"type_in_lead={told}/{age}"
    yield f"frame={trigger.frame.id}"
    yield f"frame+age={trigger.frame.id}/{age}"
    yield f"trigger={lemma}"
    yield f"opening={' '.join(word.lower for word in words[:2])}"
    yield f"opening={words[0].lower}/1"


def novelty_features(article: Article, trigger: Trigger, when: When, status: str) -> list[str]:
    """Features by which an event is told to be the news or its background."""
    found = dict.fromkeys(cue_features(article, trigger, ("novelty.", "generic.", "status.planned")))
    sentence = article.sentence(trigger.sentence)
    today = article.scene.around.today
    age = "none"
    if today is not None and when.end is not None and when.start is not None:
        age = bucket((today - when.end).days, -1, 0, 1, 3, 7, 14, 31, 365)
        found[f"length={bucket((when.end - when.start).days, 0, 7, 31, 366)}/{age}"] = None
    elif today is None:
        age = "undated"
    position = bucket(trigger.sentence, 0, 1, 3, 6, 10, 16)
    size = bucket(len(article.scene.sentences), 6, 12, 20, 30)
    relative = bucket(int(10 * trigger.sentence / max(1, len(article.scene.sentences))), 1, 3, 5, 7, 8)
    kind = trigger.frame.type
    for feature in (
        f"age={age}", f"age+status={age}/{status}", f"status={status}", f"type={kind}", f"type+age={kind}/{age}",
        f"position={position}", f"position+age={position}/{age}", f"relative={relative}",
        f"relative+age={relative}/{age}", f"relative+size={relative}/{size}",
        f"precision={when.precision}", f"headline={sentence.sentence.kind}", f"how={when.how}",
    ):
        found[feature] = None
    found.update(dict.fromkeys(_around_features(article, trigger, age)))
    found.update(dict.fromkeys(_near_words(article, trigger)))
    words = {word.lower for word in sentence.words}
    for word in PAST_WORDS:
        if word in words:
            found[f"has={word}"] = None
            found[f"has+age={word}/{age}"] = None
    in_headline = {t.frame.type for t in article.triggers if article.sentence(t.sentence).sentence.kind == "headline"}
    found[f"type_in_headline={kind in in_headline}"] = None
    earlier = any(t.frame.type == kind and t.sentence < trigger.sentence for t in article.triggers)
    found[f"first_of_type={not earlier}"] = None
    found.update(dict.fromkeys(_lead_features(article, trigger, age)))
    years = {time.when.start.year for time in article.scene.times_in(sentence.sentence.span) if time.when.start}
    if today is not None and any(year < today.year for year in years):
        found["old_year"] = None
    return list(found)
