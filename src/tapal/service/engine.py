"""What the use cases need from the stages, so that they can be given a small stand-in: read one report, merge many."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tapal.model.event import Reading
from tapal.model.text import Document, RawReport

if TYPE_CHECKING:
    from tapal.incidents.origins import Encoder
    from tapal.incidents.sides import Sides
    from tapal.store.rows import Merged


class Engine(Protocol):
    """Stages 1 to 4 on one report and stages 5 and 6 on many."""

    @property
    def languages(self) -> Collection[str]:
        """Codes of the languages that are read."""

    @property
    def version(self) -> str:
        """Name and version of the reader, recorded with every reading."""

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        """The document of a report and all that it says (stages 1 to 4). Pure."""

    def ground(self, document: Document, reading: Reading) -> Reading:
        """A reading that came from outside, with its places and actors resolved."""

    @property
    def sides(self) -> "Sides":
        """How actors stand to each other."""

    @property
    def vectors(self) -> "Encoder | None":
        """Vectors of sentences, which find translations; None: these are not found."""

    def merge(self, reports: Sequence[tuple[Document, Reading]]) -> "Merged":
        """Origins, incidents and control spans of many reports, whatever their order (stages 5 and 6). Pure."""


def load_engine(cache: Path | None = None, tell: Callable[[str], None] = lambda message: None) -> Engine:
    """The stages with the language data, gazetteer, registry and models of this installation.

    `cache` is the folder of compiled data (None: the user's); `tell` hears of anything that takes long. Each part is
    loaded when it is first needed. Raises KnowledgeError or ModelError when one is missing or wrong.
    """
    from tapal.service.stages import Stages

    return Stages(cache, tell)
