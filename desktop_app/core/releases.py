"""What a release feed tells, and when it is believed: signed by one we trust, newer than what was seen, not expired.

A feed is one JSON document: a payload in base64, and Ed25519 signatures over every byte of it. How each failure ends:
    no answer, a cut one, one that is too large     no news; asked again later
    no signature by a key of ours                   no news
    an older number or version than seen before     no news; what was seen stays the newest
    expired                                         no news; diagnostics say that newer ones may be held back
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from desktop_app.core import signatures
from desktop_app.core.errors import (
    FeedExpiredError,
    FeedRolledBackError,
    FeedUnreadableError,
    FeedUntrustedError,
)

_CONTEXT = b"CleanRack release feed 1\n"
"""Signed before the payload, so that a signature made for anything else is none here."""
_FINAL = (1 << 31,)
"""Sorts a version after everything that leads to it."""


def _https(link: str) -> str:
    if not link.startswith("https://"):
        raise ValueError("must begin with https://")
    return link


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Release(_Shape):
    """One version that can be had."""

    version: str = Field(pattern=r"^\d{1,6}(\.\d{1,6}){1,3}$")
    published: date
    link: Annotated[str, Field(max_length=500), AfterValidator(_https)]
    """The page to fetch it from; opened in the browser, never fetched by us."""
    notes: dict[str, tuple[Annotated[str, Field(max_length=300)], ...]] = Field(default={}, max_length=20)
    """What is new, in lines, by BCP 47 tag."""

    def notes_in(self, tag: str) -> tuple[str, ...]:
        """What is new in a language; in English where nobody has written it in that one."""
        return self.notes.get(tag) or self.notes.get("en", ())


class Feed(_Shape):
    """What the payload says."""

    format: Literal[1] = 1
    number: int = Field(ge=1)
    """Grows with each feed that is issued."""
    issued_at: AwareDatetime
    expires_at: AwareDatetime
    newest: Release


class Signature(_Shape):
    """One signature, and the key it claims to be made with."""

    key: str
    signature: str
    """In base64."""


class SignedFeed(_Shape):
    """The document as it is fetched."""

    payload: str
    """A Feed as JSON, in base64."""
    signatures: tuple[Signature, ...] = Field(max_length=20)
    """More than one while a new key takes over from an old one."""


def sign(feed: Feed, secrets: Mapping[str, bytes]) -> SignedFeed:
    """The document of a feed, signed with each of these keys of 32 bytes."""
    payload = feed.model_dump_json().encode()
    made = [Signature(key=name, signature=signatures.sign(key, _CONTEXT + payload)) for name, key in secrets.items()]
    return SignedFeed(payload=base64.b64encode(payload).decode(), signatures=tuple(made))


def read(document: bytes, keys: Mapping[str, str]) -> Feed:
    """The feed in a document, signed by one of these public keys (base64, by name).

    Raises FeedUnreadableError, FeedUntrustedError. Nothing of the payload is looked at before its signature.
    """
    try:
        signed = SignedFeed.model_validate_json(document)
        payload = base64.b64decode(signed.payload, validate=True)
    except (ValidationError, binascii.Error, ValueError) as exc:
        raise FeedUnreadableError(reason="no release feed") from exc
    if not _is_signed(payload, signed.signatures, keys):
        raise FeedUntrustedError
    try:
        return Feed.model_validate_json(payload)
    except ValidationError as exc:
        raise FeedUnreadableError(reason="made for another CleanRack") from exc


def believe(feed: Feed, *, number: int, version: str, now: datetime) -> None:
    """Accept a feed after one of this number that told of this version ("" and 0 for none).

    Raises FeedRolledBackError, FeedExpiredError.
    """
    if feed.number < number:
        raise FeedRolledBackError(found=feed.number, seen=number)
    if version and is_newer(version, feed.newest.version):
        raise FeedRolledBackError(found=feed.newest.version, seen=version)
    if feed.expires_at <= now:
        raise expired(feed.expires_at)


def expired(at: datetime) -> FeedExpiredError:
    """The error of a feed that was good until then."""
    return FeedExpiredError(day=at.date().isoformat())


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another; `0.2.0rc1` and `0.2.0.dev3` come before `0.2.0`."""
    return _order(version) > _order(than)


def _order(version: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found.group().split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()  # 1.0 is 1.0.0
    rest = version[found.end() :] if found else version
    leading = tuple(int(part) for part in re.findall(r"\d+", rest))
    return tuple(numbers), leading if rest and not rest.startswith("+") else _FINAL


def _is_signed(payload: bytes, made: Iterable[Signature], keys: Mapping[str, str]) -> bool:
    known = [(keys[each.key], each.signature) for each in made if each.key in keys]
    return any(signatures.is_signed(public, signature, _CONTEXT + payload) for public, signature in known)
