"""Indonesian: the data and morphology of the language."""
