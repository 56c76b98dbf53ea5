"""Widgets that pages are made of: they show and ask, and know nothing."""
