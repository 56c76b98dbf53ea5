"""A top-up code as it is typed or pasted: letters and digits, in groups."""

import re

LONGEST = 64
_PREFIX = "CR"
_GROUP = 4


def tidied(typed: str) -> str:
    """The code as it is printed: capitals in groups of four behind "CR", whatever the typing looked like."""
    signs = re.sub(r"[^0-9A-Z]", "", typed.upper())
    if not signs.startswith(_PREFIX) or len(signs) == len(_PREFIX):
        return signs
    rest = signs[len(_PREFIX) :]
    groups = [rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP)]
    return "-".join([_PREFIX, *groups])
