"""Events of one report, read from its mentions, and the record that they are printed as."""
