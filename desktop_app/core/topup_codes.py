"""Top-up codes as people type them: `CR-XXXX-XXXX-XXXX-XXXX`, without letters that look alike, with a check letter."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 letters, a prime: no 0 and O, no 1, I and L."""
PREFIX = "CR"

_RANDOM = 15
_GROUP = 4


def make() -> str:
    """A new code with 74 random bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
    return _shown(letters + _check(letters))


def read(typed: str) -> str | None:
    """The code as it is kept, from however it was typed; None for one that was mistyped."""
    letters = "".join(each for each in typed.upper() if each.isascii() and each.isalnum())
    letters = letters.removeprefix(PREFIX) if len(letters) > _RANDOM + 1 else letters
    if len(letters) != _RANDOM + 1 or not set(letters) <= set(ALPHABET):
        return None
    return _shown(letters) if _check(letters[:_RANDOM]) == letters[_RANDOM] else None


def digest(code: str) -> str:
    """What the cloud keeps of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def _check(letters: str) -> str:
    """Weighted over a prime alphabet: one wrong letter, or two that changed places, are always noticed."""
    return ALPHABET[sum(place * ALPHABET.index(letter) for place, letter in enumerate(letters, 1)) % len(ALPHABET)]


def _shown(letters: str) -> str:
    groups = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
    return "-".join([PREFIX, *groups])
