"""The words of the record: frozen dataclasses and closed vocabularies, without imports from the rest."""
