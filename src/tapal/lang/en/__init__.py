"""English: the data and morphology of the language."""
