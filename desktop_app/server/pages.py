"""Cursors of lists that run newest first: opaque to callers, (created_at, id) to us."""

import base64
import binascii
from datetime import UTC, datetime

from desktop_app.core.errors import InvalidRequestError

Place = tuple[datetime, str]


def encode(moment: datetime, row_id: str) -> str:
    """The cursor that continues after a row."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()} {row_id}".encode()).decode()


def decode(cursor: str | None) -> Place | None:
    """The place a cursor names. Raises InvalidRequestError for one we did not make."""
    if cursor is None:
        return None
    try:
        moment, row_id = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        return datetime.fromisoformat(moment).astimezone(UTC), row_id
    except (ValueError, binascii.Error, OverflowError) as exc:
        raise InvalidRequestError(reason="cursor") from exc
