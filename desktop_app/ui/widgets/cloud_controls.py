"""The controls of the cloud's settings: its address, and a certificate that is trusted besides."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.platform import save_places
from desktop_app.ui.setting_table import Setting, said
from desktop_app.ui.stores.account_facts import cloud_address
from desktop_app.ui.stores.certificates import holds_certificate
from desktop_app.ui.widgets.cards import button, label, row
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.setting_controls import WIDE, SettingControl, bound


class AddressControl(SettingControl):
    """The address of a cloud; one that is none is told at once, and not kept."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.edit = QLineEdit(placeholderText="https://")
        self.edit.setFixedWidth(WIDE)
        self.edit.setMaxLength(int(bound(setting, "max_length")))
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.problem = label("danger", wraps=True)
        self.problem.setFixedWidth(WIDE)
        self.problem.hide()
        self.edit.textEdited.connect(lambda _: self.problem.hide())
        self.edit.editingFinished.connect(self._on_finished)
        self.column.addWidget(self.edit)
        self.column.addWidget(self.problem)
        self.setFocusProxy(self.edit)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.edit.setText(str(value))
        self.problem.hide()

    def retranslate(self) -> None:
        self.edit.setAccessibleName(said(self.setting.label))
        self.edit.setAccessibleDescription(said(self.setting.about))
        self.problem.setText(self.tr("This is no address of a cloud. It begins with https."))

    def _on_finished(self) -> None:
        typed = self.edit.text().strip()
        whole = cloud_address(typed) if typed else ""
        self.problem.setVisible(whole is None)
        if whole is not None:
            self.edit.setText(whole)
            self.changed.emit(whole)


class CertificateControl(SettingControl):
    """A PEM file; empty is none."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.path = OneLineLabel()
        self.path.setFixedWidth(WIDE)
        self.problem = label("danger", wraps=True)
        self.problem.setFixedWidth(WIDE)
        self.problem.hide()
        self.choose, self.reset = button(), button("quiet")
        self.choose.clicked.connect(self._on_choose_clicked)
        self.reset.clicked.connect(lambda: self.take(None))
        self.column.addWidget(self.path)
        self.column.addLayout(row(self.choose, self.reset, None))
        self.column.addWidget(self.problem)
        self._value = ""
        self.retranslate()

    def take(self, file: Path | None) -> None:
        """Trust this file, if it holds a certificate; None trusts none."""
        fits = file is None or holds_certificate(file)
        self.problem.setVisible(not fits)
        if fits:
            self.changed.emit("" if file is None else str(file))

    def show_value(self, value: Any) -> None:
        self._value = str(value)
        self.retranslate()

    def retranslate(self) -> None:
        self.path.setText(self._value or self.tr("None: the system's certificates are trusted"))
        self.reset.setEnabled(bool(self._value))
        self.choose.setText(self.tr("Choose …"))
        self.reset.setText(self.tr("Remove"))
        self.problem.setText(self.tr("There is no certificate in this file."))
        for each in (self.choose, self.reset):
            each.setAccessibleName(f"{said(self.setting.label)}: {each.text()}")

    def _on_choose_clicked(self) -> None:
        save_places.ask_existing(
            save_places.documents(),
            self.take,
            title=said(self.setting.label),
            kinds="PEM (*.pem *.crt *.cer)",
            parent=self,
        )
