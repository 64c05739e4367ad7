"""Who a noun phrase means: names, abbreviations of the article, and descriptions read in the article's setting."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from tapal.knowledge.actors.entry import ActorName, NameType
from tapal.knowledge.actors.lexicon import Description
from tapal.knowledge.actors.registry import ARMED_GROUPS, Registry
from tapal.knowledge.actors.scan import fold
from tapal.mentions.actor_phrases import Phrase, conjuncts, split_words, take_apart, unglue
from tapal.mentions.actor_references import describe
from tapal.model.kinds import ActorId, ActorKind
from tapal.model.text import Span

Identity = tuple[ActorId | None, ActorKind | None, str]

# Aircraft and the like by their designation: "a Pakistani F-16", "jet Su-22".
_DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,3}-\d+")
# "Pasukan Demokratik Suriah (SDF)", "(disingkat SDF)", "Pasukan Demokratik Suriah, atau SDF,".
_ABBREVIATION = re.compile(
    r"""\s*(?:\(\s*(?:(?:disingkat|dikenal\s+(?:sebagai|dengan)|singkatan(?:nya)?|known\s+as|or|atau|also)\s+)?
        ["“']?(?P<in>[A-Z][\w\-/]{1,14})["”']?\s*[);,]
      | ,?\s+(?:atau|or)\s+(?P<after>[A-Z][A-Z\-/]{1,10})\b)""",
    re.VERBOSE,
)
_WORD = re.compile(r"[\w'-]+")
# Shorter words stand in too many names to tell one actor.
RARE_WORD = 7
# How much a country counts for the article's focus: named after a preposition of place, as the home of an armed group,
# and otherwise.
PLACE_WEIGHT, GROUP_WEIGHT, NAME_WEIGHT = 3, 2, 1
# The headline and lead tell the setting: names in the first LEAD characters count double.
LEAD, LEAD_WEIGHT = 600, 2
# Where these speak or work says nothing about the setting; neither do groups that are active in many countries.
ABROAD = frozenset({ActorKind.MEDIA, ActorKind.INTERNATIONAL, ActorKind.MONITOR})
MANY_COUNTRIES = 4
KEPT_PHRASES = 10_000  # taken apart; reports of one war repeat most of theirs (about 10 MB)


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What an article tells about who is who.

    `countries` are the ISO codes of its focus, strongest first; `bound` maps abbreviations and doubtful names, as
    written, to the actor that the article means by them; `names` are all names found in it, in text order; `fuller` are
    descriptions that it uses and others can be short for, by key.
    """

    language: str
    countries: tuple[str, ...]
    bound: Mapping[str, ActorId]
    names: tuple[ActorName, ...]
    fuller: Mapping[str, Description] = field(default_factory=dict)

    def in_countries(self, countries: Sequence[str]) -> "ActorContext":
        """The context with `countries` (those of its places) at the head of its focus."""
        return replace(self, countries=tuple(dict.fromkeys((*countries, *self.countries))))


def actor_context(text: str, language: str, registry: Registry, countries: Sequence[str] = ()) -> ActorContext:
    """The names of an article, its abbreviations and its focus; `countries` from the gazetteer come first."""
    names = registry.scan(text, language)
    bound = _abbreviations(text, names)
    if any(form not in registry.forms_of(actor_id) for form, actor_id in bound.items()):
        names = registry.scan(text, language, bound)
    settled = {
        text[name.span.start : name.span.end]: name.actor_id
        for name in names
        if name.actor_id is not None and name.type in (NameType.NAME, NameType.ACRONYM)
    }
    found = _focus(text, language, names, registry)
    focus = tuple(dict.fromkeys((*countries, *found)))
    known = language if language in registry.lexicon.words else "en"
    fuller = registry.lexicon.used_in(known, " ".join(_WORD.findall(fold(text))))
    return ActorContext(language, focus, MappingProxyType({**settled, **bound}), names, MappingProxyType(fuller))


def _abbreviations(text: str, names: Iterable[ActorName]) -> dict[str, ActorId]:
    """Abbreviations that stand in brackets or after "atau"/"or" behind a full name."""
    bound: dict[str, ActorId] = {}
    for name in names:
        match = _ABBREVIATION.match(text, name.span.end)
        if match is None or name.actor_id is None or name.type in (NameType.ACRONYM, NameType.DEMONYM):
            continue
        short = match["in"] or match["after"]
        if sum(c.isupper() for c in short) >= 2 and len(short) < name.span.end - name.span.start:
            bound.setdefault(short, name.actor_id)
    return bound


def _focus(text: str, language: str, names: Iterable[ActorName], registry: Registry) -> list[str]:
    """Countries that the article is set in, strongest first: those named as places count most, then those of actors."""
    before = registry.lexicon.words.get(language, registry.lexicon.words["en"]).locative
    tally: Counter[str] = Counter()
    for name in names:
        if name.actor_id is None or name.backer:
            continue
        actor = registry.get(name.actor_id)
        lead = LEAD_WEIGHT if name.span.start < LEAD else 1
        if name.place_like:
            if name.type is NameType.METONYM and text[name.span.start : name.span.end].isupper():
                continue  # a dateline: where the reporter sits
            words = text[max(0, name.span.start - 20) : name.span.start].split()
            weight = PLACE_WEIGHT if words and words[-1].lower() in before else NAME_WEIGHT
            tally.update(dict.fromkeys(actor.countries[:1], weight * lead))
        elif actor.kind in ARMED_GROUPS:
            if len(actor.countries) <= MANY_COUNTRIES:
                tally.update(dict.fromkeys(actor.countries, GROUP_WEIGHT * lead))
        elif actor.kind not in ABROAD:
            tally.update(dict.fromkeys(actor.countries[:1], NAME_WEIGHT * lead))
    return [code for code, _ in tally.most_common()]


def identify(phrase: str, context: ActorContext, registry: Registry, at: int | None = None) -> Identity:
    """Actor, kind and how it was found, for a noun phrase of the article; both None when the words do not tell.

    `at` is the phrase's offset in the article: references ("kelompok itu") then go to the nearest name before it,
    else to the one named most often. "pasukan pemerintah" in a Syrian story gives the Military Forces of Syria;
    "117 warga sipil" gives no actor and the kind civilians.
    """
    return identify_all(phrase, context, registry, at)[0]


def identify_all(phrase: str, context: ActorContext, registry: Registry, at: int | None = None) -> tuple[Identity, ...]:
    """As `identify`, one answer for each side that "dan"/"and" joins: "tentara Turki dan Rusia" gives two."""
    language = _language(context, registry)
    text = unglue(phrase)
    found = _identify_parts(text, language, context, registry, at)
    if found[0][0] is None and found[0][1] is None:
        parted = split_words(text, language, registry.lexicon)
        if parted != text:
            return _identify_parts(parted, language, context, registry, at)
    return found


def _language(context: ActorContext, registry: Registry) -> str:
    return context.language if context.language in registry.lexicon.words else "en"


def _identify_parts(
    text: str, language: str, context: ActorContext, registry: Registry, at: int | None
) -> tuple[Identity, ...]:
    bound = tuple((form, actor_id) for form, actor_id in context.bound.items() if form in text)
    parts = _parts(text, language, bound, registry)
    found = [_identify(phrase, names, context, registry, at) for phrase, names in parts]
    known = [identity for identity in dict.fromkeys(found) if identity[0] is not None or identity[1] is not None]
    return tuple(known) or (found[0],)


@lru_cache(maxsize=KEPT_PHRASES)
def _parts(
    text: str, language: str, bound: tuple[tuple[str, ActorId], ...], registry: Registry
) -> tuple[tuple[Phrase, tuple[ActorName, ...]], ...]:
    """The parts of a phrase that "dan"/"and" joins, each with the names in it: the same in every article."""
    names = registry.scan(text, language, dict(bound))
    found = []
    for part in conjuncts(text, language, registry.lexicon, names):
        inside = names if part == text else registry.scan(part, language, dict(bound))
        found.append((take_apart(part, language, registry.lexicon, inside), inside))
    return tuple(found)


def _identify(
    phrase: Phrase, names: Sequence[ActorName], context: ActorContext, registry: Registry, at: int | None
) -> Identity:
    language = _language(context, registry)
    inside = [name for name in names if name.span.start < phrase.core_end and not name.backer]
    backers = [name.actor_id for name in names if name.backer and name.actor_id is not None]
    if phrase.pronoun_backer:
        backers += _last_state(context, registry, at)
    named = _named(phrase, inside, language, registry)
    if named is not None and not (backers and phrase.pronoun_backer):
        return named
    partial = _partial(phrase, context, registry)
    if partial is not None:
        return partial
    after = _after_core(phrase, names)
    if after is not None:
        return after
    if phrase.head is not None:
        head = _fuller(phrase.head, context)
        return describe(head, phrase.definite, backers, context.countries, context.names, registry, at)
    return named or (None, None, "unknown")


def _fuller(head: Description, context: ActorContext) -> Description:
    """The description that the article uses in full and that this one repeats, unless it names such an actor."""
    fuller = context.fuller.get(head.short_for or "")
    if fuller is None or any(name.kind in head.seeks for name in context.names if not name.backer):
        return head
    return fuller


def _after_core(phrase: Phrase, names: Sequence[ActorName]) -> Identity | None:
    """A name in brackets, or a force or group after "from": "jets from the Syrian regime"."""
    rest = phrase.text[phrase.core_end :]
    later = [n for n in names if n.span.start >= phrase.core_end and not n.backer and not n.place_like]
    if later and (rest.startswith("(") or rest.lower().startswith("from ")) and phrase.unarmed is False:
        return later[0].actor_id, later[0].kind, str(later[0].type)
    return None


def _last_state(context: ActorContext, registry: Registry, at: int | None) -> list[ActorId]:
    """The foreign state whose forces the article named last before the place: who "they" are that train rebels."""
    home = context.countries[:1]
    found = [
        (name.span.start, registry.side(name.actor_id))
        for name in context.names
        if name.actor_id is not None and name.kind is ActorKind.STATE_FORCES and not name.backer
        if registry.get(name.actor_id).country not in home
    ]
    before = [side for start, side in found if at is None or start < at]
    return before[-1:]


def _partial(phrase: Phrase, context: ActorContext, registry: Registry) -> Identity | None:
    """The actor whose full name in the article holds a rare word of the phrase: "kontraterorisme", "the Peshmerga"."""
    common = registry.lexicon.common
    words = {word for word in fold(phrase.text[: phrase.core_end]).split() if len(word) >= RARE_WORD} - common
    if not words:
        return None
    found = {
        name.actor_id
        for name in context.names
        if name.type is NameType.NAME and not name.backer and not words.isdisjoint(_words_of(name.form))
    } - {None}
    if len(found) != 1:
        return None
    actor_id = found.pop()
    assert actor_id is not None
    return actor_id, registry.get(actor_id).kind, "part of a name in the article"


@lru_cache(maxsize=KEPT_PHRASES)
def _words_of(form: str) -> frozenset[str]:
    return frozenset(fold(form).split())


def _named(phrase: Phrase, inside: Sequence[ActorName], language: str, registry: Registry) -> Identity | None:
    """The actor named in the core of the phrase, unless the head makes people of it who are not that side."""
    sure = [name for name in inside if not name.place_like]
    chosen = _choose(phrase.text, sure or inside, language)
    if chosen is None:
        return None
    if chosen.type is NameType.PATTERN:
        return chosen.actor_id, chosen.kind, "nationality and noun"
    if phrase.head is not None and phrase.unarmed:
        return None, phrase.head.kind, "people of"
    if chosen.place_like and chosen.actor_id is not None and _DESIGNATION.search(phrase.text):
        made = registry.branch("forces", registry.get(chosen.actor_id).country or "")
        return made or chosen.actor_id, ActorKind.STATE_FORCES, "nationality and aircraft"
    if chosen.place_like and phrase.head is not None and phrase.head.branch and chosen.actor_id is not None:
        country = registry.get(chosen.actor_id).country
        made = registry.branch(phrase.head.branch, country) if country else None
        if made is not None:
            return made, registry.get(made).kind, "nationality and noun"
    return chosen.actor_id, chosen.kind, str(chosen.type)


def _choose(text: str, names: Sequence[ActorName], language: str) -> ActorName | None:
    """The first name in Indonesian; in English the last before "of", else the first after it."""
    if not names:
        return None
    if language == "id":
        return names[0]
    stop = text.find(" of ")
    ahead = [name for name in names if stop < 0 or name.span.start < stop]
    return ahead[-1] if ahead else names[0]


def sure_spans(context: ActorContext) -> tuple[Span, ...]:
    """Spans of the article that are actors and not places, for `find_places(…, blocked)`.

    Bare country names, capitals and adjectives are left out: there the sentence decides.
    """
    return tuple(name.span for name in context.names if not name.place_like)


def short_forms(context: ActorContext, registry: Registry) -> Mapping[str, ActorId]:
    """Short forms of the article's language, in lower case, and whom they mean in it: "koalisi", "kelompok itu".

    Only forms that the article settles are given; capitals that it names stand for their state.
    """
    language = _language(context, registry)
    forms: dict[str, ActorId] = {}
    for name in context.names:
        if name.type is NameType.METONYM and name.actor_id is not None:
            forms[fold(name.form)] = name.actor_id
    for words, description in registry.lexicon.heads[language].items():
        if not _refers(description):
            continue
        actor_id, _, _ = describe(description, True, (), context.countries, context.names, registry, None)
        if actor_id is not None:
            forms[" ".join(words)] = actor_id
    return MappingProxyType(forms)


def _refers(description: Description) -> bool:
    return bool(description.seeks) or (description.focus and description.branch is not None)
