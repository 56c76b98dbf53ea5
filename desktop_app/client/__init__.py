"""The only speaker of HTTP: starts the bundled server, asks it, listens to it. Shared by command line and window."""
