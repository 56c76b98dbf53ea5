"""What the free pre-flight found, told photo by photo."""

from collections.abc import Collection, Sequence

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.commands.screen import QUIET, WARN, Screen
from desktop_app.commands.uploading import Sent
from desktop_app.core import words

_COPIES = (FindingKind.DUPLICATE, FindingKind.NEAR_DUPLICATE)


def of_this_run(sent: Sequence[Sent]) -> list[tuple[Sent, list[Finding]]]:
    """Each photo with its findings; a copy counts only where its twin was given too, and only the later one.

    The server also remembers photos of earlier runs: cleaning the same folder again is no mistake.
    """
    places = {each.view.id: place for place, each in enumerate(sent)}
    first: dict[str, str] = {}
    told = []
    for place, each in enumerate(sent):
        findings = [one for one in each.view.findings if one.kind not in _COPIES]
        twin = first.setdefault(each.view.sha256, each.view.id)
        if twin != each.view.id:
            findings.append(Finding(kind=FindingKind.DUPLICATE, other=twin))
        else:
            near = [one for one in each.view.findings if one.kind is FindingKind.NEAR_DUPLICATE]
            findings += [one for one in near if places.get(one.other or "", place) < place]
        told.append((each, findings))
    return told


def examine(screen: Screen, sent: Sequence[Sent], skip: Collection[FindingKind]) -> list[Sent]:
    """Tell what was found; answers the photos that stay."""
    names = {each.view.id: each.photo.name for each in sent}
    kept = []
    for each, findings in of_this_run(sent):
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
