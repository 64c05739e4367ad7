"""Stage 1: a report as it came becomes a Document whose parts are told apart."""

from tapal.documents.mending import mended
from tapal.documents.reading import make_document

__all__ = ["make_document", "mended"]
