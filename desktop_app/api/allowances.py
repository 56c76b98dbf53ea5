"""Quota that the cloud moves to a computer, and what the computer remembers of it outside its database."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class AskAllowance(BaseModel):
    """POST /api/allowances; asked again with the same id it answers the same token."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=32, max_length=32, pattern="^[0-9a-f]+$")
    want: int = Field(gt=0, le=1_000_000)


class AllowanceToken(BaseModel):
    """Quota moved to a computer, signed by the cloud; a computer opens each id once."""

    model_config = ConfigDict(frozen=True)

    id: str
    account: str
    device: str
    amount: int = Field(gt=0)
    key: str
    """Id of the key it is signed with."""
    issued_at: datetime
    signature: str
    """Ed25519 over the canonical JSON of all other fields, in base64."""


class VerifyingKey(BaseModel):
    """The public half of a signing key of the cloud, in base64."""

    model_config = ConfigDict(frozen=True)

    id: str
    public: str


class Anchor(BaseModel):
    """What a computer has told and used, kept outside its database: an old copy of the database cannot deny it."""

    model_config = ConfigDict(frozen=True)

    device: str = Field(max_length=32)
    dseq: int = Field(ge=0)
    head: str = Field(max_length=64)
    spent: int = Field(ge=0)
    """Quota of pictures delivered, gross."""
    refunded: int = Field(ge=0)
    returned: int = Field(ge=0)
    """Quota given back to the pool."""
    sent: tuple[tuple[int, str], ...] = ((0, ""),)
    """(dseq, hash) where the cloud may stand: the last acknowledgement, then the end of each push since, noted before
    the push leaves. A recovery settles and closes the old id only where the cloud stands at one of these: the anchor of
    a copied disk would give back what the original spends. See core.standing.continues."""
