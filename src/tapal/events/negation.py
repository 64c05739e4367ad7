"""Whether a sentence itself says that an event did not take place (denied, negated) or has not yet (intended)."""

from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.lang.expressions import Match
from tapal.model.kinds import Status
from tapal.model.syntax import ParsedSentence

DENIES, NEGATES, INTENDS = "negation.denies", "negation.negates", "negation.intends"
FEARED = "status.possible"
# Edges over which a denial does not reach: what is added, told in passing or goes on elsewhere.
OUTSIDE = frozenset({"conj", "advcl", "parataxis", "appos", "relcl", "acl:relcl", "punct", "cc", "mark"})
MOST_STEPS = 5
NEAR = 2  # words between a negation and the verb or noun that it negates ("did not immediately attack")
STOPPERS = frozenset({",", ";", ":", "–", "—", "(", ")", "but", "tetapi", "tapi", "namun", "melainkan"})
BETWEEN = frozenset({"ADV", "AUX", "PART", "DET", "ADJ"})
# "not only attacked", "tidak lama setelah", "tidak akan": more than said, later, or not meant as a fact.
OTHERWISE = frozenset(
    "only just merely hanya saja cuma sekadar lama jauh akan bisa dapat mau boleh ingin perlu harus less later".split()
)
TRYING = frozenset("berusaha mencoba kembali segera terus try again soon now also juga".split())
MODAL = frozenset("will would can could should may might must to wo ca".split())


def is_negated(article: Article, trigger: Trigger) -> bool:
    """True for "membantah telah mengebom", "did not attack", "no clashes"; for the trigger's own clause only."""
    sentence = article.sentence(trigger.sentence)
    cues = [cue for cue in _cues(article, trigger.sentence) if cue.last < trigger.first and cue.value != INTENDS]
    return any(
        _reaches(sentence, cue, trigger) if cue.value == DENIES else _stands_before(sentence, cue, trigger)
        for cue in cues
    )


def intention(article: Article, trigger: Trigger) -> Status | None:
    """Planned for "akan menyerang", "will attack"; possible where that is feared or guessed; None for the rest."""
    words = article.sentence(trigger.sentence).words
    for cue in _cues(article, trigger.sentence):
        between = words[cue.last + 1 : trigger.first]
        near = cue.value == INTENDS and cue.last < trigger.first and len(between) <= NEAR
        if near and all(word.lower in TRYING or word.pos in ("AUX", "PART") for word in between):
            feared = any(c.value == FEARED and c.last < cue.first for c in article.cues(trigger.sentence))
            return Status.POSSIBLE if feared else Status.PLANNED
    return None


def _cues(article: Article, sentence: int) -> list[Match[str]]:
    matcher = article.scene.language.cues.matcher(DENIES, NEGATES, INTENDS)
    return article.remember(
        ("negation", sentence), lambda: list(matcher.find(article.sentence(sentence).words, headline=False))
    )


def _reaches(sentence: ParsedSentence, cue: Match[str], trigger: Trigger) -> bool:
    """Whether a denial governs the trigger in the tree, or stands before it in one clause."""
    at = trigger.head
    for _ in range(MOST_STEPS):
        word = sentence.words[at]
        if cue.first <= word.head <= cue.last:
            return word.dep not in OUTSIDE
        if word.head == at or word.dep in ("conj", "parataxis"):
            break
        at = word.head
    between = sentence.words[cue.last + 1 : trigger.first]
    return not any(word.pos == "VERB" or word.lower in STOPPERS for word in between)


def _stands_before(sentence: ParsedSentence, cue: Match[str], trigger: Trigger) -> bool:
    """Whether a negation stands right before the trigger, with nothing between that it could negate instead."""
    between = sentence.words[cue.last + 1 : trigger.first]
    modal = cue.first > 0 and sentence.words[cue.first - 1].lower in MODAL
    if modal or len(between) > NEAR or any(word.lower in OTHERWISE or word.lower in STOPPERS for word in between):
        return False
    return all(word.pos in BETWEEN for word in between)
