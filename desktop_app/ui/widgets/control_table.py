"""Which control a setting is chosen with, one for each kind."""

from collections.abc import Callable, Mapping

from desktop_app.ui.preferences import Preferences
from desktop_app.ui.setting_table import Kind, Setting
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cloud_controls import AddressControl, CertificateControl
from desktop_app.ui.widgets.setting_controls import (
    ChoiceControl,
    DecimalControl,
    FolderControl,
    NumberControl,
    SettingControl,
    SwitchControl,
    TemplateControl,
)


def control_for(setting: Setting, *, preferences: Preferences, theme: Theme) -> SettingControl:
    """The control for a line of the table."""
    makers: Mapping[Kind, Callable[[], SettingControl]] = {
        Kind.SWITCH: lambda: SwitchControl(setting, theme=theme),
        Kind.CHOICE: lambda: ChoiceControl(setting),
        Kind.NUMBER: lambda: NumberControl(setting),
        Kind.DECIMAL: lambda: DecimalControl(setting),
        Kind.FOLDER: lambda: FolderControl(setting, standard=lambda: preferences.output_folder),
        Kind.TEMPLATE: lambda: TemplateControl(setting),
        Kind.ADDRESS: lambda: AddressControl(setting),
        Kind.CERTIFICATE: lambda: CertificateControl(setting),
    }
    return makers[setting.kind]()
