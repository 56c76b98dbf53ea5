"""One uploaded photo, with what the pre-flight found."""

from datetime import datetime

from pydantic import BaseModel

from desktop_app.api.findings import Finding

MAX_UPLOAD_BYTES = 10_000_000
"""The largest photo we take; "10 MB" as file managers count it."""

MAX_BATCH_PHOTOS = 50

NAME_HEADER = "X-File-Name"
"""The photo's name on the merchant's disk, percent-encoded UTF-8; folders may precede it with `/`."""


class UploadView(BaseModel):
    """POST /api/uploads, GET /api/uploads/{id}."""

    id: str
    file_name: str
    """As told by the merchant, made safe; may carry folders ("SKU1/1.jpg")."""
    sha256: str
    size: int
    """Bytes."""
    format: str
    width: int
    """Pixels, upright."""
    height: int
    """Pixels, upright."""
    findings: list[Finding]
    created_at: datetime
