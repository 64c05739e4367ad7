"""Gazetteers that the user adds: GeoNames country dumps and Who's On First."""
