"""How each part of the server was found, as `cleanrack doctor` tells it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.api.diagnostics import Check, CheckKind, DiagnosticsView
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel


class CheckList(Translated, Card):
    """Empty and hidden until something was found."""

    def __init__(self, *, speech: Speech, theme: Theme) -> None:
        super().__init__("inset", margin=12, spacing=8)
        self._speech = speech
        self._theme = theme
        self._view: DiagnosticsView | None = None
        self._trouble: Exception | None = None
        self._rows = QWidget()
        self.column.addWidget(self._rows)
        self.hide()

    def show_view(self, view: DiagnosticsView, trouble: Exception | None = None) -> None:
        """What was found, and why there may be no news of new versions."""
        self._view = view
        self._trouble = trouble
        self.retranslate()
        self.show()

    def show_problem(self, sentence: str) -> None:
        """Why nothing could be found."""
        self._view = None
        self._replace([self._row("circle-x", "danger", self._speech.say("cli.check-server"), sentence)])
        self.show()

    @property
    def texts(self) -> list[str]:
        """The rows as they are read out."""
        rows = self._rows.findChildren(QWidget, "check")
        return [row.accessibleName() for row in rows]

    def retranslate(self) -> None:
        if self._view is None:
            return
        well = all(check.ok for check in self._view.checks)
        verdict = self._speech.say("cli.all-well" if well else "cli.not-well")
        last = self._row("circle-check" if well else "triangle-alert", "success" if well else "danger", verdict, "")
        checks = [self._check_row(check) for check in self._view.checks]
        self._replace([*checks, *self._trouble_rows(), last])

    def _check_row(self, check: Check) -> QWidget:
        key = check.kind.value
        figure = [self._speech.say(f"cli.figure-{key}", value=check.figure)] if check.figure is not None else []
        told = [check.name] if check.name else []
        if check.kind is CheckKind.MODEL and not check.name:
            told = [self._speech.say("cli.no-model")]
        found = self._speech.say("cli.separator").join([*told, *figure, *check.findings])
        icon, role = ("check", "success") if check.ok else ("x", "danger")
        return self._row(icon, role, self._speech.say(f"cli.check-{key}"), found)

    def _trouble_rows(self) -> list[QWidget]:
        if self._trouble is None:
            return []
        name, sentence = self._speech.say("cli.check-updates"), self._speech.explain(self._trouble)
        return [self._row("triangle-alert", "warning", name, sentence)]

    def _row(self, icon: str, role: str, name: str, found: str) -> QWidget:
        made = QWidget()
        made.setObjectName("check")
        title, detail = label(), label("body-muted", wraps=True)
        title.setText(name)
        detail.setText(found)
        title.setMinimumWidth(110)
        made.setLayout(row(column(IconLabel(self._theme, icon, size=16, role=role), None), title, detail, spacing=8))
        made.setAccessibleName(" ".join(text for text in (name, found) if text))
        return made

    def _replace(self, rows: list[QWidget]) -> None:
        fresh = QWidget()
        below = QVBoxLayout(fresh)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        for each in rows:
            below.addWidget(each)
        self.column.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh
