"""The cloud's signing keys: made at first use, sealed where there is a secret to seal them with, never thrown away.

The newest key signs; all keys verify, so that tokens signed before a rotation stay good.
"""

import base64
import logging
import secrets
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.api.allowances import AllowanceToken, VerifyingKey
from desktop_app.core import ids, signatures
from desktop_app.core.clock import Clock
from desktop_app.core.errors import CloudSettingError
from desktop_app.server.cloud_tables import signing_keys

log = logging.getLogger(__name__)

_PLAIN_LENGTH = 44
"""Characters of 32 bytes in base64; a sealed key has 64."""
_NONCE = bytes(12)
"""Each key is sealed under a key of its own, derived for its id, and once: the nonce need not differ."""


class Signer:
    """Signs allowance tokens inside the caller's unit of work."""

    def __init__(self, *, clock: Clock, secret: str | None) -> None:
        self._clock = clock
        self._secret = secret

    def sign(
        self, connection: sa.Connection, *, allowance_id: str, account: str, device: str, amount: int
    ) -> AllowanceToken:
        """The token of an allowance, issued now. Raises CloudSettingError where the keys are sealed otherwise."""
        row = self._newest(connection)
        issued_at = self._clock()
        fields: dict[str, Any] = {
            "id": allowance_id,
            "account": account,
            "device": device,
            "amount": amount,
            "key": row.id,
            "issued_at": issued_at,
        }
        signature = signatures.sign(self._opened(row), signatures.canonical(**fields))
        return AllowanceToken(**fields, signature=signature)

    def verify(self, connection: sa.Connection, token: AllowanceToken) -> bool:
        """Whether a token is one of ours, as it stands."""
        return signatures.verify(token, self.keys(connection))

    def keys(self, connection: sa.Connection) -> list[VerifyingKey]:
        """The public halves of all keys, the newest first; one is made where there is none."""
        self._newest(connection)
        rows = connection.execute(_newest_first()).all()
        return [VerifyingKey(id=row.id, public=signatures.public_of(self._opened(row))) for row in rows]

    def require_open(self, connection: sa.Connection) -> None:
        """Raise CloudSettingError where there are keys that our secret does not open."""
        for row in connection.execute(_newest_first()):
            self._opened(row)

    def rotate(self, connection: sa.Connection) -> str:
        """Make a new key that signs from now on; answer its id. Raises CloudSettingError as `require_open` does.

        A key under another secret than the others' would leave a cloud in which no process can open all of them.
        """
        self.require_open(connection)
        if self._secret is None:
            log.warning("signing keys are kept unsealed: CLEANRACK_SECRET is not set")
        key_id, raw = ids.new(), secrets.token_bytes(32)
        connection.execute(
            signing_keys.insert().values(id=key_id, secret=self._sealed(key_id, raw), created_at=self._clock())
        )
        return key_id

    def _newest(self, connection: sa.Connection) -> Any:
        row = connection.execute(_newest_first().limit(1)).one_or_none()
        if row is None:
            self.rotate(connection)
            row = connection.execute(_newest_first().limit(1)).one()
        return row

    def _sealed(self, key_id: str, raw: bytes) -> str:
        if self._secret is None:
            return base64.b64encode(raw).decode()
        return base64.b64encode(_seal(self._secret, key_id).encrypt(_NONCE, raw, key_id.encode())).decode()

    def _opened(self, row: Any) -> bytes:
        stored = base64.b64decode(row.secret)
        if len(row.secret) == _PLAIN_LENGTH:
            return stored
        if self._secret is None:
            raise CloudSettingError(name="CLEANRACK_SECRET", reason="sealed")
        try:
            return _seal(self._secret, row.id).decrypt(_NONCE, stored, row.id.encode())
        except InvalidTag as exc:
            raise CloudSettingError(name="CLEANRACK_SECRET", reason="sealed-otherwise") from exc


def _newest_first() -> "sa.Select[Any]":
    return sa.select(signing_keys).order_by(signing_keys.c.created_at.desc(), signing_keys.c.id)


def _seal(secret: str, key_id: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=key_id.encode(), info=b"cleanrack signing key")
    return AESGCM(derived.derive(secret.encode()))
