"""How thorough a run is: CLEANRACK_DEEP=1 tries more of everything that is tried at random, or again and again."""

import os

DEEP = os.environ.get("CLEANRACK_DEEP") == "1"


def times(usual: int, *, deep: int) -> int:
    """How often something is tried."""
    return deep if DEEP else usual
