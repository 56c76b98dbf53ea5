"""Running batches: the runner that carries photos to their ends, and the dispatcher that starts it."""
