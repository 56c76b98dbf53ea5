"""What the free pre-flight found in the photos of one run, put together."""

from collections.abc import Sequence

from desktop_app.api.findings import Finding, FindingKind
from desktop_app.api.uploads import UploadView

_COPIES = (FindingKind.DUPLICATE, FindingKind.NEAR_DUPLICATE)


def of_this_run(uploads: Sequence[UploadView]) -> list[list[Finding]]:
    """The findings of each photo; a copy counts only where its twin was given too, and only the later one.

    The server also remembers photos of earlier runs: cleaning the same folder again is no mistake.
    """
    places = {upload.id: place for place, upload in enumerate(uploads)}
    first: dict[str, str] = {}
    told = []
    for place, upload in enumerate(uploads):
        findings = [one for one in upload.findings if one.kind not in _COPIES]
        twin = first.setdefault(upload.sha256, upload.id)
        if twin != upload.id:
            findings.append(Finding(kind=FindingKind.DUPLICATE, other=twin))
        else:
            near = [one for one in upload.findings if one.kind is FindingKind.NEAR_DUPLICATE]
            findings += [one for one in near if places.get(one.other or "", place) < place]
        told.append(findings)
    return told
