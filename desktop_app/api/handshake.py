"""What the bundled server tells the process that started it."""

from pydantic import BaseModel


class Handshake(BaseModel):
    """The one line of ASCII JSON on the child's stdout once it accepts calls."""

    port: int
    pid: int
    token: str
    """Bearer token of this launch."""
    version: str


class HandshakeFailure(BaseModel):
    """The line instead, when the server cannot start."""

    slug: str
    message: str
    details: dict[str, str] = {}
