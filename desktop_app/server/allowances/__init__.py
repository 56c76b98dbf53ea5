"""Quota that the cloud moves to computers."""
