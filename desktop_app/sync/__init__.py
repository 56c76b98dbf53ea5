"""The cloud account from a computer's side: what it tells, what it hears, and the quota it has with it."""
