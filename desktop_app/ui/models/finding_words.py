"""What the pre-flight found, in words: a badge, a sentence, a chip for a group of photos."""

from PySide6.QtCore import QObject

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.draft import Draft


class FindingWords(QObject):
    """Says findings in the merchant's language."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech

    def short(self, kind: FindingKind) -> str:
        """One or two words."""
        return {
            FindingKind.UNREADABLE: self.tr("Unreadable"),
            FindingKind.TOO_LARGE: self.tr("Too large"),
            FindingKind.TOO_SMALL: self.tr("Small"),
            FindingKind.TOO_SMALL_FOR_SHOP: self.tr("Small for the shop"),
            FindingKind.BLURRED: self.tr("Blurred"),
            FindingKind.OVEREXPOSED: self.tr("Overexposed"),
            FindingKind.UNDEREXPOSED: self.tr("Underexposed"),
            FindingKind.DUPLICATE: self.tr("Duplicate"),
            FindingKind.NEAR_DUPLICATE: self.tr("Look-alike"),
        }[kind]

    def sentence(self, finding: Finding, draft: Draft) -> str:
        """With the figure that was measured, and the name of the twin."""
        key = f"findings.{finding.kind.value}"
        other = draft.name_of(finding.other)
        return self._speech.say(key, value=finding.value, limit=finding.limit, other_name=other)

    def counted(self, kind: FindingKind, count: int) -> str:
        """So many photos of this kind."""
        return {
            FindingKind.UNREADABLE: self.tr("%n unreadable", "", count),
            FindingKind.TOO_LARGE: self.tr("%n too large", "", count),
            FindingKind.TOO_SMALL: self.tr("%n small", "", count),
            FindingKind.TOO_SMALL_FOR_SHOP: self.tr("%n small for the shop", "", count),
            FindingKind.BLURRED: self.tr("%n blurred", "", count),
            FindingKind.OVEREXPOSED: self.tr("%n overexposed", "", count),
            FindingKind.UNDEREXPOSED: self.tr("%n underexposed", "", count),
            FindingKind.DUPLICATE: self.tr("%n duplicate(s)", "", count),
            FindingKind.NEAR_DUPLICATE: self.tr("%n look-alike(s)", "", count),
        }[kind]
