"""Light and dark: tokens from resources/themes become palette, style sheet, colours and icons."""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core import paths
from desktop_app.ui import icons

FONT_FAMILIES = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Segoe UI", "sans-serif")
FONT_PIXELS = 14


class Scheme(StrEnum):
    """What the merchant may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "window",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
}


class Theme(QObject):
    """The colours in force. Painters ask `color` and `icon` by role and repaint at `changed`; widgets need not care."""

    changed = Signal()

    def __init__(
        self, application: QApplication, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._scheme = scheme
        self._drawn = QTemporaryDir()
        self.tokens: Mapping[str, str] = {}
        application.setStyle("Fusion")
        application.setFont(_font())
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What was chosen."""
        return self._scheme

    @property
    def is_dark(self) -> bool:
        """Whether dark colours are in force."""
        if self._scheme is not Scheme.SYSTEM:
            return self._scheme is Scheme.DARK
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def choose(self, scheme: Scheme) -> None:
        """Put a scheme in force."""
        self._scheme = scheme
        self._apply()

    def color(self, role: str) -> QColor:
        """The colour of a token such as "muted". Raises KeyError for a role that no theme has."""
        return _color(self.tokens[role])

    def icon(self, name: str, role: str = "text", *, checked: str = "accent") -> QIcon:
        """A Lucide icon in the colour of `role` that follows the theme; `checked` is its colour while checked."""
        return QIcon(icons.ThemedIcon(name, self.color, role=role, checked=checked))

    def pixmap(self, name: str, size: int, role: str = "text", *, ratio: float = 1.0) -> QPixmap:
        """A Lucide icon as pixels of now: `size` in logical pixels, `ratio` device pixels for each."""
        return icons.drawn(name, self.color(role).name(), size, ratio)

    def _apply(self) -> None:
        self.tokens = _tokens("dark" if self.is_dark else "light")
        hints = self._application.styleHints()
        hints.setColorScheme(_QT_SCHEMES[self._scheme])  # native title bars and dialogs; without effect on Linux
        self._application.setPalette(_palette(self.tokens))
        self._application.setStyleSheet(_style_sheet(self.tokens, Path(self._drawn.path())))
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM and self.tokens != _tokens("dark" if self.is_dark else "light"):
            self._apply()


_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


def set_role(widget: QWidget, role: str, **properties: str) -> None:
    """Give a widget its role in the style sheet, and properties such as `tone`; also while it is shown."""
    for name, value in {"role": role, **properties}.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@cache
def _tokens(name: str) -> Mapping[str, str]:
    file = paths.resources() / "themes" / f"{name}.json"
    tokens: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return tokens


@cache
def _color(token: str) -> QColor:
    """`#RRGGBB` or `#RRGGBBAA`; Qt itself reads eight digits as `#AARRGGBB`."""
    color = QColor(token[:7])
    if len(token) == 9:
        color.setAlpha(int(token[7:], 16))
    return color


def _font() -> QFont:
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(FONT_PIXELS)
    return font


def _palette(tokens: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    for role, token in _PALETTE.items():
        palette.setColor(role, _color(tokens[token]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, _color(tokens["muted"]))
    return palette


class _TokenTemplate(Template):
    """`$accent-soft`: token names have hyphens."""

    idpattern = r"[a-z][a-z\-]*"


def _style_sheet(tokens: Mapping[str, str], folder: Path) -> str:
    sheet = (paths.resources() / "themes" / "window.qss").read_text(encoding="utf-8")
    drawn = {
        "chevron": _drawn(folder, "chevron-down", tokens["muted"]),
        "check": _drawn(folder, "check", tokens["on-accent"]),
    }
    colors = {name: f"rgba({c.red()}, {c.green()}, {c.blue()}, {c.alpha()})" for name, c in _all(tokens)}
    return _TokenTemplate(sheet).substitute(**colors, **drawn)


def _all(tokens: Mapping[str, str]) -> list[tuple[str, QColor]]:
    return [(name, _color(token)) for name, token in tokens.items()]


def _drawn(folder: Path, name: str, color: str) -> str:
    """A file the style sheet can point to: QSS takes pictures by address only, with forward slashes everywhere."""
    file = folder / f"{name}-{color[1:]}.png"
    if not file.exists():
        icons.drawn(name, color, 14, 2.0).save(str(file))
    return file.as_posix()
