"""Answers in the envelope, and refusals in the caller's language."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from desktop_app.api.envelope import ErrorBody, Failure
from desktop_app.core import ids, words
from desktop_app.core.errors import (
    CleanRackError,
    InternalError,
    InvalidRequestError,
    MethodNotAllowedError,
    NotFoundError,
    RateLimitedError,
)
from desktop_app.core.words import Language
from desktop_app.imaging import formats
from desktop_app.server.validation import invalid

log = logging.getLogger(__name__)

REFUSED: dict[int | str, dict[str, Any]] = {"4XX": {"model": Failure, "description": "The call did nothing; why."}}
"""What every endpoint may answer, for the OpenAPI document; it also keeps out FastAPI's own shape of 422."""


def failure(error: CleanRackError, language: Language) -> Failure:
    """The envelope of a refusal."""
    message = words.explain(language, error)
    return Failure(error=ErrorBody(code=error.code, slug=error.slug, message=message, details=error.details))


def headers_of(error: CleanRackError) -> dict[str, str]:
    """Headers a refusal carries besides."""
    if isinstance(error, RateLimitedError):
        return {"Retry-After": str(error.details["retry_after"])}
    return {}


def install(app: FastAPI) -> None:
    """Make every refusal of the application an envelope."""
    app.add_exception_handler(CleanRackError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_defect)


def _refuse(request: Request, error: CleanRackError) -> JSONResponse:
    language = Language.from_header(request.headers.get("accept-language", ""))
    body = failure(error, language).model_dump(mode="json")
    return JSONResponse(body, status_code=error.status, headers=headers_of(error))


def _on_ours(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, CleanRackError)
    return _refuse(request, exc)


def _on_validation(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    return _refuse(request, invalid(exc.errors()))


_BY_STATUS: dict[int, CleanRackError] = {
    404: NotFoundError(what="address"),
    405: MethodNotAllowedError(),
}


def _on_http(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, HTTPException)
    if isinstance(exc.__cause__, CleanRackError):  # raised while the body was read; FastAPI makes a 400 of it
        return _refuse(request, exc.__cause__)
    return _refuse(request, _BY_STATUS.get(exc.status_code, InvalidRequestError(reason=str(exc.detail))))


def _on_defect(request: Request, exc: Exception) -> JSONResponse:
    reference = ids.new()[:8]
    log.error("defect %s at %s %s", reference, request.method, request.url.path, exc_info=exc)
    return _refuse(request, InternalError(reference=reference))


def sending(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """A file as the answer of an endpoint, for the OpenAPI document."""
    return {200: {"content": {media_type: {} for media_type in media_types}}}


def small_picture(made: bytes) -> Response:
    """A thumbnail or preview: JPEG, or WebP where it is see-through."""
    kind = formats.identify(made[: formats.HEAD_BYTES])
    return Response(made, media_type=kind.media_type if kind is not None else None)


def described(*kinds: type[CleanRackError]) -> dict[int | str, dict[str, Any]]:
    """The refusals of an endpoint, for the OpenAPI document."""
    return {kind.status: {"model": Failure, "description": kind.__doc__} for kind in kinds}
