"""A ZIP over HTTP: streamed, with its length told first."""

from fastapi import Response
from fastapi.responses import StreamingResponse

from desktop_app.server.export.service import Archive


def zip_answer(archive: Archive) -> Response:
    """The archive as a download."""
    headers = {
        "content-length": str(archive.size),
        "content-disposition": f'attachment; filename="{archive.file_name}"',
    }
    return StreamingResponse(archive.chunks(), media_type="application/zip", headers=headers)
