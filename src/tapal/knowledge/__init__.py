"""What Tapal knows of the world: places, actors, codebooks."""
