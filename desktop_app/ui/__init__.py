"""The window: all Qt, and nothing but Qt. What it knows of the world comes through the client."""
