"""Stage 3: what a document mentions — places, actors, times, phrases."""
