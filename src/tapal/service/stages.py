"""The real stages behind the use cases, each loaded when it is first needed."""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tapal import __version__
from tapal.knowledge.places.build import INDEX_NAME, current_stamp, default_folder, index_is_current
from tapal.model.event import Reading
from tapal.model.text import Document, RawReport

if TYPE_CHECKING:
    from tapal.incidents.origins import Encoder
    from tapal.incidents.sides import Sides
    from tapal.pipeline import Resources
    from tapal.store.rows import Merged

# Languages with frames, cues and a parser; those of `tapal.lang`.
LANGUAGES = frozenset({"id", "en"})


class Stages:
    """Stages 1 to 6 with the resources of this installation."""

    def __init__(self, cache: Path | None = None, tell: Callable[[str], None] = lambda message: None) -> None:
        self._cache = cache
        self._tell = tell

    def __reduce__(self) -> tuple[type["Stages"], tuple[Path | None]]:
        """For a process that begins afresh: it loads for itself, and says nothing."""
        return Stages, (self._cache,)

    @cached_property
    def resources(self) -> "Resources":
        """Language data, gazetteer, registry and models; loading them takes a second or two."""
        from tapal.pipeline import load_resources

        index = (self._cache or default_folder()) / INDEX_NAME
        if not index_is_current(index, current_stamp()):
            self._tell(f"compiling the index of place names into {index.parent}; once, for about a minute")
        return load_resources(self._cache)

    @property
    def languages(self) -> Collection[str]:
        """Codes of the languages that are read."""
        return LANGUAGES

    @property
    def version(self) -> str:
        """Name and version of the reader."""
        from tapal.pipeline import READER_VERSION

        return f"tapal {__version__} reader {READER_VERSION}"

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        """The document of a report and all that it says."""
        from tapal.pipeline import read

        return read(raw, self.resources)

    def ground(self, document: Document, reading: Reading) -> Reading:
        """A reading that came from outside, with its places and actors resolved."""
        from tapal.mentions.grounding import ground

        return ground(document, reading, self.resources.gazetteer, self.resources.registry)

    @cached_property
    def sides(self) -> "Sides":
        """How the actors of the registry stand to each other."""
        from tapal.incidents.registry_sides import RegistrySides

        return RegistrySides(self.resources.registry)

    @property
    def vectors(self) -> "Encoder":
        """Vectors of sentences."""
        from tapal.incidents.vectors import sentence_encoder

        return sentence_encoder()

    def merge(self, reports: Sequence[tuple[Document, Reading]]) -> "Merged":
        """Origins, incidents and control spans of many reports."""
        from tapal.fuse import fuse
        from tapal.incidents.vectors import sentence_encoder
        from tapal.store.rows import Merged

        fused = fuse(reports, self.resources.registry, sentence_encoder())
        return Merged(fused.origins, fused.incidents, fused.spans, fused.truces)
