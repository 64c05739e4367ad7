"""Tables of other coding schemes: what a Tapal event type or actor kind is called there."""
