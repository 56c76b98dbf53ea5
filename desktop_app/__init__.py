"""CleanRack 衣净: clean and enhance garment photos, one or fifty at a time."""
