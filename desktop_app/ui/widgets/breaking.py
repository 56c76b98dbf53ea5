"""Long names that may go on in the next line: Qt's labels break between words only."""

import re

_LONG = re.compile(r"[!-~]{20,}")
"""Latin letters, digits and signs without a space between them."""
_MAY_BREAK = "\u200b"


def breakable(text: str) -> str:
    """The same to the eye, but words too long for a narrow line may break anywhere."""
    return _LONG.sub(lambda found: _MAY_BREAK.join(found[0]), text)
