"""Signatures: under an allowance token (what is signed, how the cloud signs it, how a computer checks it), and others.

Ed25519 (RFC 8032) over the canonical JSON of all fields but the signature; keys and signatures are in base64.
"""

import base64
import binascii
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol


class Token(Protocol):
    """An allowance token as `api.allowances` has it."""

    @property
    def id(self) -> str:
        """Once for each allowance."""
        ...

    @property
    def account(self) -> str:
        """Whose quota it is."""
        ...

    @property
    def device(self) -> str:
        """The computer it was moved to."""
        ...

    @property
    def amount(self) -> int:
        """Whole quota."""
        ...

    @property
    def key(self) -> str:
        """Id of the key it is signed with."""
        ...

    @property
    def issued_at(self) -> datetime:
        """When the cloud moved it."""
        ...

    @property
    def signature(self) -> str:
        """What is checked here."""
        ...


class PublicKey(Protocol):
    """A verifying key as `api.allowances` has it."""

    @property
    def id(self) -> str:
        """What tokens name."""
        ...

    @property
    def public(self) -> str:
        """32 bytes."""
        ...


def canonical(*, id: str, account: str, device: str, amount: int, key: str, issued_at: datetime) -> bytes:  # noqa: A002 - the token's own word
    """The bytes that are signed."""
    fields = {
        "id": id,
        "account": account,
        "device": device,
        "amount": amount,
        "key": key,
        "issued_at": issued_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def public_of(secret: bytes) -> str:
    """The public half of a secret of 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    return base64.b64encode(public.public_bytes_raw()).decode()


def sign(secret: bytes, message: bytes) -> str:
    """The signature of a message under a secret of 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(secret).sign(message)).decode()


def verify(token: Token, keys: Iterable[PublicKey]) -> bool:
    """Whether the cloud signed this token, as it stands, with one of its keys."""
    public = next((key.public for key in keys if key.id == token.key), None)
    if public is None:
        return False
    signed = canonical(
        id=token.id,
        account=token.account,
        device=token.device,
        amount=token.amount,
        key=token.key,
        issued_at=token.issued_at,
    )
    return is_signed(public, token.signature, signed)


def is_signed(public: str, signature: str, message: bytes) -> bool:
    """Whether this is the signature of a message under a public key; both in base64."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), message)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
