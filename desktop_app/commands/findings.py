"""What the free pre-flight found, told photo by photo."""

from collections.abc import Collection, Sequence

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.client.preflight import of_this_run
from desktop_app.commands.screen import QUIET, WARN, Screen
from desktop_app.commands.uploading import Sent
from desktop_app.core import words
from desktop_app.imaging import marketplaces
from desktop_app.imaging.marketplaces import Shop


def examine(
    screen: Screen, sent: Sequence[Sent], skip: Collection[FindingKind], shops: Sequence[Shop] = ()
) -> list[Sent]:
    """Tell what was found, for the shops that pictures are made for too; answers the photos that stay."""
    names = {each.view.id: each.photo.name for each in sent}
    kept = []
    for each, found in zip(sent, of_this_run([each.view for each in sent]), strict=True):
        findings = [*found, *marketplaces.findings(shops, each.view.width, each.view.height)]
        left_out = any(finding.kind in skip for finding in findings)
        if not left_out:
            kept.append(each)
        if findings:
            told = screen.say("separator").join(sentence(screen, finding, names) for finding in findings)
            end = (f"  {screen.say('left-out')}", QUIET) if left_out else ""
            screen.show(("  ! ", WARN), each.photo.name, (f"  {told}", WARN), end)
    return kept


def sentence(screen: Screen, finding: Finding, names: dict[str, str]) -> str:
    """One finding in words."""
    other = names.get(finding.other or "", "")
    key = f"findings.{finding.kind.value}"
    return words.say(screen.language, key, value=finding.value, limit=finding.limit, other_name=other)
