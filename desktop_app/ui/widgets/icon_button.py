"""Buttons with an icon, in a role of the style sheet."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from desktop_app.ui.theme import set_role

_GAP = 4
"""Between icon and text, beside the four pixels that Qt leaves."""


def set_icon(button: QPushButton, icon: QIcon, *, size: int = 16) -> None:
    """Give a button an icon with room between it and the text."""
    button.setIcon(icon)
    button.setIconSize(QSize(size + _GAP, size))


def icon_button(icon: QIcon, role: str = "", *, size: int = 16, checkable: bool = False) -> QPushButton:
    """A button that Enter does not press from elsewhere; the owner says its text."""
    made = QPushButton()
    set_icon(made, icon, size=size)
    made.setCheckable(checkable)
    made.setAutoDefault(False)
    if role:
        set_role(made, role)
    return made
