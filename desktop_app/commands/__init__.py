"""The command line: the same jobs as the window, for scripts and terminals."""

from desktop_app.commands.main import command_line

__all__ = ["command_line"]
