"""Light and dark: every text on every ground it stands on can be read, and every token is there twice."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop_app.core import paths
from desktop_app.ui.theme import Scheme, Theme

THEMES = paths.resources() / "themes"
TOKENS = {name: json.loads((THEMES / f"{name}.json").read_text(encoding="utf-8")) for name in ("light", "dark")}

READ = [
    *((text, ground) for text in ("text", "muted") for ground in ("window", "surface", "sunken", "raised")),
    ("text", "accent-soft"),
    ("text", "danger-soft"),
    *((tone, ground) for tone in ("accent", "success", "warning", "danger") for ground in ("surface", "window")),
    *((tone, f"{tone}-soft") for tone in ("accent", "success", "warning", "danger")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "accent-pressed"),
]
"""Which colours stand on which."""


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read_on_its_ground(theme: str, text: str, ground: str):
    assert contrast(TOKENS[theme][text], TOKENS[theme][ground]) >= 4.5


def test_both_themes_have_the_same_tokens():
    assert set(TOKENS["light"]) == set(TOKENS["dark"])


def test_the_style_sheet_names_only_tokens_and_code_names_no_colour():
    sheet = (THEMES / "window.qss").read_text(encoding="utf-8")
    package = Path(__file__).parents[2] / "desktop_app" / "ui"

    assert set(re.findall(r"\$([a-z-]+)", sheet)) <= {*TOKENS["light"], "chevron", "check"}
    assert not re.findall(r"#[0-9A-Fa-f]{6}", sheet)
    coloured = [
        file.name
        for file in package.rglob("*.py")
        if re.search(r'"#[0-9A-Fa-f]{3,8}"', file.read_text(encoding="utf-8"))
    ]
    assert coloured == []


def test_an_icon_follows_the_theme(qtbot: QtBot, application: QApplication):
    theme = Theme(application, Scheme.LIGHT)
    icon = theme.icon("shirt")
    light = ink(icon)

    theme.choose(Scheme.DARK)

    assert light == QColor(TOKENS["light"]["text"])
    assert ink(icon) == QColor(TOKENS["dark"]["text"])


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    return qapp


def ink(icon: QIcon) -> QColor:
    """The colour of an icon's most solid pixel."""
    image = icon.pixmap(QSize(48, 48)).toImage()
    solid = max((image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())), key=QColor.alpha)
    return QColor(solid.red(), solid.green(), solid.blue())


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_style_holds_whatever_the_temporary_folder_is_called(
    qtbot: QtBot, application: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (home := tmp_path / "Li <Lei> (衣)").mkdir()
    monkeypatch.setenv("TMPDIR", str(home))

    theme = Theme(application, Scheme.LIGHT)
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.show()  # Qt warns, and the test fails, where it cannot read the style sheet

    assert str(home) in application.styleSheet()
    assert theme.scheme is Scheme.LIGHT
