"""Names of things: random for what a person makes, derived for what must never happen twice."""

import uuid

_NAMESPACE = uuid.UUID("5a0f6f3e-9f5c-5a53-9c0e-6f1f1c1d7a10")


def new() -> str:
    """A fresh random id of 32 hexadecimal digits."""
    return uuid.uuid4().hex


def derived(*parts: str | int) -> str:
    """The id that these parts always give (UUIDv5, RFC 9562): asking again finds the first answer."""
    return uuid.uuid5(_NAMESPACE, "|".join(str(part) for part in parts)).hex
