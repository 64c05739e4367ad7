"""The words that report an event best: a piece of the sentence around the trigger."""

from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.model.text import Span

MOST_WORDS = 40
LEAST_WORDS = 5
BREAKS = frozenset({";", "–", "—"})


def quote_span(article: Article, trigger: Trigger) -> Span:
    """Up to 40 words around the trigger, cut at the sentence's strong breaks (guide, `quote`)."""
    words = article.sentence(trigger.sentence).words
    first, last = 0, len(words) - 1
    if len(words) > MOST_WORDS:
        for at in range(trigger.first - 1, -1, -1):
            if words[at].text in BREAKS and trigger.last - at >= LEAST_WORDS:
                first = at + 1
                break
        for at in range(trigger.last + 1, len(words)):
            if words[at].text in BREAKS and at - trigger.first >= LEAST_WORDS:
                last = at - 1
                break
    if last - first + 1 > MOST_WORDS:
        middle = (trigger.first + trigger.last) // 2
        first = max(first, min(middle - MOST_WORDS // 2, last - MOST_WORDS + 1))
        last = min(last, first + MOST_WORDS - 1)
    while last > first and words[last].pos == "PUNCT" and words[last].text not in ('"', "”", ")"):
        last -= 1
    return article.sentence(trigger.sentence).span(first, last)
