"""What the settings page shows, as a table: a new setting is one line here."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop_app.core.words import Language


class Kind(StrEnum):
    """How a setting is chosen."""

    SWITCH = "switch"
    CHOICE = "choice"
    NUMBER = "number"
    DECIMAL = "decimal"
    FOLDER = "folder"
    TEMPLATE = "template"
    ADDRESS = "address"
    CERTIFICATE = "certificate"


@dataclass(frozen=True)
class Setting:
    """One line; the texts are English sources of the context `SettingTable`."""

    name: str
    """A field of core.settings.Settings; its range and default stand there."""
    kind: Kind
    label: str
    about: str
    choices: tuple[tuple[str, str], ...] = ()
    """Value and text of each, for a CHOICE."""
    unit: str = ""
    """Behind a NUMBER."""
    zero: str = ""
    """What 0 means, for a NUMBER where it means something else than none."""
    needs: tuple[str, str] = ("", "")
    """Another setting and the value it must have for this one to matter."""
    step: float = 1


@dataclass(frozen=True)
class Section:
    """Settings that belong together."""

    id: str
    icon: str
    title: str
    settings: tuple[Setting, ...]


def said(source: str) -> str:
    """A text of the table in the language of the moment."""
    return QCoreApplication.translate("SettingTable", source)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text as it is; lupdate collects texts by this name. Qt's own function is typed as giving any object."""
    return text


SECTIONS: tuple[Section, ...] = (
    Section(
        "appearance",
        "sun-medium",
        QT_TRANSLATE_NOOP("SettingTable", "Appearance"),
        (
            Setting(
                "theme",
                Kind.CHOICE,
                QT_TRANSLATE_NOOP("SettingTable", "Theme"),
                QT_TRANSLATE_NOOP("SettingTable", "Light, dark, or whatever your system shows."),
                choices=(
                    ("system", QT_TRANSLATE_NOOP("SettingTable", "System")),
                    ("light", QT_TRANSLATE_NOOP("SettingTable", "Light")),
                    ("dark", QT_TRANSLATE_NOOP("SettingTable", "Dark")),
                ),
            ),
            Setting(
                "language",
                Kind.CHOICE,
                QT_TRANSLATE_NOOP("SettingTable", "Language"),
                QT_TRANSLATE_NOOP("SettingTable", "Takes effect at once, in the middle of a batch too."),
                choices=(
                    ("", QT_TRANSLATE_NOOP("SettingTable", "System")),
                    (Language.CHINESE.value, "简体中文"),
                    (Language.ENGLISH.value, "English"),
                ),
            ),
        ),
    ),
    Section(
        "saving",
        "save",
        QT_TRANSLATE_NOOP("SettingTable", "Saving"),
        (
            Setting(
                "output_folder",
                Kind.FOLDER,
                QT_TRANSLATE_NOOP("SettingTable", "Output folder"),
                QT_TRANSLATE_NOOP("SettingTable", "Where ZIPs and pictures are saved. Nothing there is overwritten."),
            ),
            Setting(
                "ask_where",
                Kind.SWITCH,
                QT_TRANSLATE_NOOP("SettingTable", "Ask each time"),
                QT_TRANSLATE_NOOP("SettingTable", "Choose the place at every download."),
            ),
            Setting(
                "names",
                Kind.CHOICE,
                QT_TRANSLATE_NOOP("SettingTable", "File names"),
                QT_TRANSLATE_NOOP("SettingTable", "How finished pictures are named, in a ZIP and as files."),
                choices=(
                    ("original", QT_TRANSLATE_NOOP("SettingTable", "Original")),
                    ("index", QT_TRANSLATE_NOOP("SettingTable", "Numbered")),
                    ("template", QT_TRANSLATE_NOOP("SettingTable", "Template")),
                ),
            ),
            Setting(
                "name_template",
                Kind.TEMPLATE,
                QT_TRANSLATE_NOOP("SettingTable", "Template"),
                QT_TRANSLATE_NOOP(
                    "SettingTable",
                    "{name} original name, {index} or {index:03} number, {sku} folder of the photo, {shop}, {date}.",
                ),
                needs=("names", "template"),
            ),
        ),
    ),
    Section(
        "processing",
        "cpu",
        QT_TRANSLATE_NOOP("SettingTable", "Processing"),
        (
            Setting(
                "workers",
                Kind.NUMBER,
                QT_TRANSLATE_NOOP("SettingTable", "Photos at the same time"),
                QT_TRANSLATE_NOOP(
                    "SettingTable", "More is faster and takes more memory. Auto: one for each core, at most four."
                ),
                zero=QT_TRANSLATE_NOOP("SettingTable", "Auto"),
            ),
            Setting(
                "worker_megabytes",
                Kind.NUMBER,
                QT_TRANSLATE_NOOP("SettingTable", "Memory for each"),
                QT_TRANSLATE_NOOP("SettingTable", "A photo that needs more is stopped, and its quota returned."),
                unit=" MB",
                step=100,
            ),
            Setting(
                "picture_seconds",
                Kind.NUMBER,
                QT_TRANSLATE_NOOP("SettingTable", "Time for one photo"),
                QT_TRANSLATE_NOOP("SettingTable", "A photo that takes longer is stopped, and its quota returned."),
                unit=QT_TRANSLATE_NOOP("SettingTable", " s"),
                step=5,
            ),
            Setting(
                "delta_e_limit",
                Kind.DECIMAL,
                QT_TRANSLATE_NOOP("SettingTable", "Colour change limit"),
                QT_TRANSLATE_NOOP(
                    "SettingTable", "A picture whose garment changed more (ΔE, CIEDE2000) asks for a look."
                ),
                step=0.5,
            ),
            Setting(
                "cutout_model",
                Kind.CHOICE,
                QT_TRANSLATE_NOOP("SettingTable", "Cut-out model"),
                QT_TRANSLATE_NOOP(
                    "SettingTable", "Standard suits most photos. Best quality loses fewer sleeves and takes longer."
                ),
                choices=(
                    ("u2netp", QT_TRANSLATE_NOOP("SettingTable", "Standard")),
                    ("u2net", QT_TRANSLATE_NOOP("SettingTable", "Best quality")),
                ),
            ),
        ),
    ),
    Section(
        "running",
        "play",
        QT_TRANSLATE_NOOP("SettingTable", "While a batch runs"),
        (
            Setting(
                "notify",
                Kind.SWITCH,
                QT_TRANSLATE_NOOP("SettingTable", "Tell when it is done"),
                QT_TRANSLATE_NOOP("SettingTable", "By a notice of your system while the window is not in front."),
            ),
            Setting(
                "stay_awake",
                Kind.SWITCH,
                QT_TRANSLATE_NOOP("SettingTable", "Keep the computer awake"),
                QT_TRANSLATE_NOOP("SettingTable", "It does not go to sleep before the batch has ended."),
            ),
            Setting(
                "when_closed",
                Kind.CHOICE,
                QT_TRANSLATE_NOOP("SettingTable", "When the window is closed"),
                QT_TRANSLATE_NOOP("SettingTable", "Go on in the background, or pause until the next start."),
                choices=(
                    ("ask", QT_TRANSLATE_NOOP("SettingTable", "Ask")),
                    ("tray", QT_TRANSLATE_NOOP("SettingTable", "Go on")),
                    ("pause", QT_TRANSLATE_NOOP("SettingTable", "Pause")),
                ),
            ),
        ),
    ),
    Section(
        "updates",
        "gift",
        QT_TRANSLATE_NOOP("SettingTable", "New versions"),
        (
            Setting(
                "update_check",
                Kind.SWITCH,
                QT_TRANSLATE_NOOP("SettingTable", "Tell of new versions"),
                QT_TRANSLATE_NOOP(
                    "SettingTable", "Asked once a day at most. Nothing is downloaded or installed by itself."
                ),
            ),
        ),
    ),
    Section(
        "cloud",
        "cloud",
        QT_TRANSLATE_NOOP("SettingTable", "Cloud account"),
        (
            Setting(
                "cloud_server",
                Kind.ADDRESS,
                QT_TRANSLATE_NOOP("SettingTable", "Cloud server"),
                QT_TRANSLATE_NOOP("SettingTable", "Where the next sign-in goes: the address of your cloud."),
            ),
            Setting(
                "cloud_ca_file",
                Kind.CERTIFICATE,
                QT_TRANSLATE_NOOP("SettingTable", "Company certificate"),
                QT_TRANSLATE_NOOP(
                    "SettingTable", "Only behind a company's own proxy: the PEM file of its certificate authority."
                ),
            ),
        ),
    ),
)
SETTINGS: dict[str, Setting] = {setting.name: setting for section in SECTIONS for setting in section.settings}
