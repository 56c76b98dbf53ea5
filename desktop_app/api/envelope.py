"""Every answer's outer shape: `{"success": true, "data": …}` or `{"success": false, "error": …}`."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Success(BaseModel, Generic[T]):
    """The call did what it says; `data` is its answer."""

    success: Literal[True] = True
    data: T


class ErrorBody(BaseModel):
    """Why a call was refused."""

    code: int
    """Stable number, see core.errors."""
    slug: str
    """Stable name of the kind."""
    message: str
    """One sentence in the caller's language: what happened, what to do."""
    details: dict[str, Any] = {}
    """The numbers and names in that sentence."""


class Failure(BaseModel):
    """The call did nothing; `error` says why."""

    success: Literal[False] = False
    error: ErrorBody
