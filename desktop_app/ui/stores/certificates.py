"""Whether a file is one that can be trusted: what is chosen by mistake is told before it is kept."""

from pathlib import Path

_LARGEST = 1_000_000
_MARK = b"-----BEGIN CERTIFICATE-----"


def holds_certificate(file: Path) -> bool:
    """Whether it is a PEM file with a certificate; a file that cannot be read is none."""
    try:
        return file.stat().st_size <= _LARGEST and _MARK in file.read_bytes()
    except OSError:
        return False
