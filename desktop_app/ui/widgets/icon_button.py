"""Buttons with an icon, in a role of the style sheet."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from desktop_app.ui.theme import set_role


def icon_button(icon: QIcon, role: str = "", *, size: int = 16, checkable: bool = False) -> QPushButton:
    """A button that Enter does not press from elsewhere; the owner says its text, or its accessible name."""
    made = QPushButton()
    made.setIcon(icon)
    made.setIconSize(QSize(size, size))
    made.setCheckable(checkable)
    made.setAutoDefault(False)
    if role:
        set_role(made, role)
    return made
