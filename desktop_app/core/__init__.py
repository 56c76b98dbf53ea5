"""Our words: errors, texts, settings, paths, clock, ids, names, quota arithmetic. Nothing heavy is imported here."""
