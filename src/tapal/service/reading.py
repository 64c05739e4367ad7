"""Reading reports one by one; needs no store."""

from collections.abc import Callable, Iterable, Iterator

from tapal.errors import TapalError
from tapal.intake import Issue, Problem
from tapal.model.event import Reading
from tapal.model.text import Document, RawReport
from tapal.service.engine import Engine

Notice = Callable[[Issue], None]


def extract(
    incoming: Iterable[RawReport | Issue], engine: Engine, notice: Notice
) -> Iterator[tuple[Document, Reading]]:
    """What each report says, in input order; issues of the input and of the reading go to `notice`."""
    for item in incoming:
        if isinstance(item, Issue):
            notice(item)
            continue
        found = read_one(item, engine, notice)
        if found is not None:
            yield found


def read_one(raw: RawReport, engine: Engine, notice: Notice) -> tuple[Document, Reading] | None:
    """What one report says; None, and an issue, when the reader fails."""
    try:
        return engine.read(raw)
    except TapalError as error:
        message = str(error)
    except Exception as error:  # noqa: BLE001 - a fault of the reader in one report must not stop the others
        message = f"the reader failed ({type(error).__name__}: {error}); this is a fault of Tapal, please report it"
    notice(Issue("reader", Problem.READING, message, doc_id=raw.id))
    return None
