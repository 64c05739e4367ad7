"""Languages: everything that differs between them, one folder each."""
