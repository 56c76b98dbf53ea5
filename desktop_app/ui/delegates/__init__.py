"""Delegates: roles painted."""
