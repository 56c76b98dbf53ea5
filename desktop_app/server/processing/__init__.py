"""Running batches: the runner, its dispatcher, and the worker processes that touch pixels."""
