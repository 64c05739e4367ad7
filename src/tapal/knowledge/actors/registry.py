"""The registry of actors: look-up by id and name, names in a text, and who belongs to whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from tapal.errors import NotFound
from tapal.knowledge.actors.entry import Actor, ActorCandidate, ActorName, NameType
from tapal.knowledge.actors.lexicon import Lexicon, load_lexicon
from tapal.knowledge.actors.load import branch_id, load_actors
from tapal.knowledge.actors.scan import Scanner, fold
from tapal.model.kinds import ActorId, ActorKind

__all__ = ["ARMED_GROUPS", "ActorCandidate", "ActorName", "Registry"]

# A look-up that nothing answers exactly shows spellings at least this similar (rapidfuzz ratio, 0-100): below about 80
# other groups with the same words ("… Liberation Army") begin to fill the list.
SIMILAR = 80
SHOWN = 8
ARMED_GROUPS = frozenset({ActorKind.REBEL, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
# Hired or expeditionary groups say nothing about the country that they come from.
ABROAD_TAGS = frozenset({"mercenary", "criminal"})


class Registry:
    """All actors, immutable. `load` gives the one of the package."""

    def __init__(self, actors: Mapping[ActorId, Actor], lexicon: Lexicon) -> None:
        self._actors = dict(actors)
        self.lexicon = lexicon
        self._scanner = Scanner(self._actors, lexicon)
        self._members: defaultdict[ActorId, list[ActorId]] = defaultdict(list)
        for actor in self._actors.values():
            if actor.parent is not None:
                self._members[actor.parent].append(actor.id)
        self._troubled = frozenset(
            code
            for actor in self._actors.values()
            if actor.kind in ARMED_GROUPS and not actor.generated and not actor.tags & ABROAD_TAGS
            for code in actor.countries
        )

    @staticmethod
    @cache
    def load() -> "Registry":
        """The registry of the package; KnowledgeError names the file and entry that is wrong."""
        return Registry(load_actors(), load_lexicon())

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors

    def get(self, actor_id: ActorId) -> Actor:
        """The actor with this id; NotFound when there is none."""
        try:
            return self._actors[actor_id]
        except KeyError:
            raise NotFound(f"there is no actor {actor_id!r}; `tapal actors find NAME` looks one up") from None

    def names(self) -> tuple[str, ...]:
        """Every registered form of every name, sorted."""
        return tuple(sorted({alias.text for actor in self for alias in actor.aliases}))

    @property
    def troubled(self) -> frozenset[str]:
        """Countries that armed groups of the registry have as their own or are active in."""
        return self._troubled

    def forms_of(self, actor_id: ActorId) -> frozenset[str]:
        """The registered forms of an actor that count everywhere (the weak ones left out)."""
        return frozenset(alias.text for alias in self.get(actor_id).aliases if not alias.weak)

    def scan(
        self, text: str, language: str | None = None, bound: Mapping[str, ActorId] | None = None
    ) -> tuple[ActorName, ...]:
        """All names and nationality patterns in the text, longest match, in order and without overlaps.

        `bound` holds abbreviations that the article introduces; see ActorName for what is and is not surely an actor.
        """
        return self._scanner.scan(text, language, bound)

    def lineage(self, actor_id: ActorId) -> tuple[ActorId, ...]:
        """The actor, what it is a part of, and so on up to its state or umbrella."""
        found = [actor_id]
        while (parent := self.get(found[-1]).parent) is not None:
            found.append(parent)
        return tuple(found)

    def side(self, actor_id: ActorId) -> ActorId:
        """The topmost actor of the lineage: a state's air force gives the state."""
        return self.lineage(actor_id)[-1]

    def related(self, one: ActorId, other: ActorId) -> bool:
        """True when one is, or is a part of, the other: "Syrian Air Force" and "Syria"."""
        return one in self.lineage(other) or other in self.lineage(one)

    def allied(self, one: ActorId, other: ActorId, day: date | None = None) -> bool:
        """True when the registry ties the two (or actors above them) as members or allies (on that day)."""
        return self._tied(one, other, day) or self._tied(other, one, day)

    def _tied(self, one: ActorId, other: ActorId, day: date | None) -> bool:
        targets = set(self.lineage(other))
        ties = [link for step in self.lineage(one) for link in (*self.get(step).member_of, *self.get(step).allied_with)]
        return any(link.actor_id in targets and (day is None or link.holds_on(day)) for link in ties)

    def branch(self, branch: str, country: str) -> ActorId | None:
        """A country's state, forces, police, rebels …; None for a country or branch that the registry does not have."""
        made = branch_id(branch, country)
        return made if made in self._actors else None

    def parts(self, actor_id: ActorId) -> tuple[ActorId, ...]:
        """Actors that are directly a part of this one."""
        return tuple(self._members.get(actor_id, ()))

    def find(self, name: str, language: str | None = None) -> tuple[ActorCandidate, ...]:
        """Actors that the name can mean, best first, each with the reasons for its rank; empty when nothing is near.

        Exact forms come before generated patterns ("tentara Mali"), these before names that contain or resemble it.
        """
        wanted = fold(" ".join(name.split()))
        if not wanted:
            return ()
        found: dict[ActorId, ActorCandidate] = {}
        for actor_id, alias in self._scanner.forms.get(wanted, ()):
            score, reasons = self._exact(name, actor_id, alias.type, alias.language, language, alias.weak)
            self._keep(found, actor_id, alias.text, score, reasons)
        self._patterns(found, name, language)
        if not found:
            self._similar(found, wanted)
        return tuple(sorted(found.values(), key=lambda c: (-c.score, c.actor.id))[:SHOWN])

    def _exact(
        self, name: str, actor_id: ActorId, type_: NameType, language: str | None, wanted: str | None, weak: bool
    ) -> tuple[float, list[str]]:
        actor = self._actors[actor_id]
        score, reasons = 1.0, [f"registered {type_} of {actor.name}"]
        if weak:
            score -= 0.3
            reasons.append("the form is common: it counts only where the article names the actor or its country")
        if wanted and language not in (None, wanted):
            score -= 0.1
            reasons.append(f"a form of another language ({language})")
        if type_ is NameType.ACRONYM and not name.isupper():
            score -= 0.1
            reasons.append("written unlike the acronym")
        if actor.generated and type_ is not NameType.COUNTRY:
            score -= 0.05
        return score, reasons

    def _patterns(self, found: dict[ActorId, ActorCandidate], name: str, language: str | None) -> None:
        for hit in self.scan(name, language):
            if hit.actor_id is None or hit.actor_id in found:
                continue
            whole = hit.span.end - hit.span.start >= len(name.strip())
            reason = "nationality and noun" if hit.type is NameType.PATTERN else f"the name holds {hit.form!r}"
            self._keep(found, hit.actor_id, hit.form, 0.9 if whole else 0.6, [reason])

    def _similar(self, found: dict[ActorId, ActorCandidate], wanted: str) -> None:
        from rapidfuzz import fuzz, process  # only look-ups need it, not reading

        for form, ratio, _ in process.extract(
            wanted, self._scanner.forms.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=SHOWN
        ):
            for actor_id, alias in self._scanner.forms[form]:
                self._keep(found, actor_id, alias.text, ratio / 200, [f"{ratio:.0f} % like {alias.text!r}"])
        if len(wanted) < 4:
            return
        for form, owners in self._scanner.forms.items():
            if wanted in form:
                for actor_id, alias in owners:
                    self._keep(found, actor_id, alias.text, 0.4 * len(wanted) / len(form), [f"part of {alias.text!r}"])

    def _keep(
        self, found: dict[ActorId, ActorCandidate], actor_id: ActorId, form: str, score: float, reasons: list[str]
    ) -> None:
        if actor_id not in found or found[actor_id].score < score:
            found[actor_id] = ActorCandidate(self._actors[actor_id], form, round(score, 3), tuple(reasons))
