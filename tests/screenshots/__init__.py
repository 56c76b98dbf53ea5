"""Pictures of the real window in named states, in both themes and languages, to be looked at."""
