"""How pictures are named in a ZIP: a template, a table of SKUs, and every old name with its new one beside it."""

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

from desktop_app.api.export import finished_pictures
from desktop_app.api.tasks import TaskView
from desktop_app.core.naming import Naming
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.name_plan import NamePlan, planned
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.naming_rows import NamingRows
from desktop_app.ui.widgets.sku_source import SkuSource
from desktop_app.ui.widgets.template_field import TemplateField

_TOLD = 3
"""Oddities of a table that are told one by one."""


class NamesDialog(Translated, QDialog):
    """Exports the finished pictures of a task under names that are seen beforehand. Show it with `open()`."""

    def __init__(
        self,
        *,
        task: TaskView,
        exports: Exports,
        preferences: Preferences,
        bridge: Bridge,
        speech: Speech,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._task = task
        self._pictures = finished_pictures(task)
        self._exports = exports
        self._preferences = preferences
        self._speech = speech
        self._heading, self._about, self._count = label("title"), label("body-muted", wraps=True), label("muted")
        self.field = TemplateField(preferences.value.name_template)
        self.source = SkuSource(bridge=bridge, speech=speech, theme=theme)
        self.problem = label("danger", wraps=True)
        self.oddities = label("warning", wraps=True)
        self.rows = NamingRows(theme=theme)
        self.cancel, self.export = button(), button("primary")
        self.export.setDefault(True)
        self._lay_out()
        self.field.changed.connect(self._settle)
        self.source.changed.connect(self._settle)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self.accept)
        self.accepted.connect(self._go)
        self.setMinimumSize(QSize(600, 560))
        self.resize(QSize(720, 640))
        self.retranslate()
        self.field.setFocus()

    @property
    def naming(self) -> Naming:
        """How the pictures will be named."""
        return self._plan.naming

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Names in the ZIP"))
        self._heading.setText(self.tr("Names in the ZIP"))
        self._about.setText(self.tr("Names are safe on Windows and macOS, and never two the same."))
        self.cancel.setText(self.tr("Cancel"))
        self.export.setText(self.tr("Export ZIP"))
        self._settle()

    # within

    def _settle(self) -> None:
        today = QDate.currentDate().toString("yyyyMMdd")
        self._plan = planned(self._pictures, self.field.template, self.source.table, today)
        self.rows.show_names(self._plan.pairs)
        self.problem.setText(self._problem(self._plan.unknown))
        self.problem.setVisible(self._plan.unknown is not None)
        odd = self._odd(self._plan)
        self.oddities.setText("\n".join(odd))
        self.oddities.setVisible(bool(odd))
        self._count.setText(self.tr("%n picture(s)", "", len(self._pictures)))
        self.export.setEnabled(self._plan.unknown is None and bool(self._pictures))

    def _problem(self, unknown: str | None) -> str:
        if unknown is None:
            return ""
        if not unknown:
            return self.tr("The template is empty. Put in a token at least.")
        told = self.tr("{part} is nothing the template knows. Use the tokens below the line.")
        return told.format(part=unknown)

    def _odd(self, plan: NamePlan) -> list[str]:
        told = [each.sentence(self._speech.language) for each in plan.oddities[:_TOLD]]
        if more := len(plan.oddities) - len(told):
            told.append(self.tr("and %n more about the table", "", more))
        if plan.numbered:
            told.append(self.tr("%n name(s) were taken and carry a number", "", plan.numbered))
        return told

    def _go(self) -> None:
        self._preferences.change(name_template=self.field.template)
        self._exports.task_zip(self._task.id, naming=self.naming)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(140)
        area.setWidget(self.rows)
        whole = column(
            column(self._heading, self._about, spacing=4),
            column(self.field, self.problem, spacing=6),
            column(self.source, self.oddities, spacing=6),
            spacing=16,
        )
        whole.addWidget(area, 1)
        whole.addLayout(row(self._count, None, self.cancel, self.export))
        whole.setContentsMargins(24, 24, 24, 24)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # wrapped texts would make it grow and grow
        self.setLayout(whole)
