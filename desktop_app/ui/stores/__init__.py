"""What the window knows of the server's state, kept fresh by its events; no widgets."""
