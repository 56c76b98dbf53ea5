"""Moves the data folder to another place: looks, copies, reads the copy back, switches over."""
