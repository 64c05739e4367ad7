"""The gazetteer: names of places, where they are, and which of several namesakes is meant."""
