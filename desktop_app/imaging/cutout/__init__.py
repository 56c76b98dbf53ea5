"""The garment told from its ground: what a network or the colours say, mended at the edge, with a confidence."""
