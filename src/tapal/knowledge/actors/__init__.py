"""Who acts in wars: armed actors, governments, monitors and agencies with the names that reports use for them."""

from tapal.knowledge.actors.entry import Actor, ActorCandidate, ActorName, Alias, Link, NameType
from tapal.knowledge.actors.registry import Registry

__all__ = ["Actor", "ActorCandidate", "ActorName", "Alias", "Link", "NameType", "Registry"]
