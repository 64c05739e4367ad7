"""Every error that Tapal raises on purpose.

    TapalError
    ├── InputError        a file, line, field or option that the user gave is wrong
    │   ├── FormatError   … it cannot be read as what it claims to be
    │   └── NotFound      … what it names is not in the store, registry or gazetteer
    ├── KnowledgeError    a data file of the package (frames, places, actors, codebooks) is wrong
    ├── ModelError        a trained model is missing or does not fit the installed libraries
    └── StoreError        the database cannot be opened, is of another version or is damaged
"""


class TapalError(Exception):
    """Base of all errors with a message meant for the user."""


class InputError(TapalError):
    """What the user gave cannot be used; the message names the file, line or field and what to do."""


class FormatError(InputError):
    """Bytes that cannot be read as the format they claim to be."""


class NotFound(InputError):
    """A name or id that the store, the registry or the gazetteer does not have."""


class KnowledgeError(TapalError):
    """A data file of the package is inconsistent; the message names the file and the entry."""


class ModelError(TapalError):
    """A trained model is missing or cannot be loaded."""


class StoreError(TapalError):
    """The store cannot be opened, is of an unknown version, or is damaged."""
