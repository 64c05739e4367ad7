"""The supplement: places that the base gazetteer lacks, written by us from public facts."""
