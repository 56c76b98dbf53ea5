"""How the files of a ZIP are named."""

from enum import StrEnum

DEFAULT_TEMPLATE = "{index:02}_{name}"


class NameStyle(StrEnum):
    """GET /api/tasks/{id}/download-zip?names=…"""

    ORIGINAL = "original"
    """As the merchant named the photo, folders included."""
    INDEX = "index"
    """01.jpg, 02.jpg, … in the order of the batch."""
    TEMPLATE = "template"
    """By `template=…`, with the tokens {name} {index} {index:03} {sku} {date}; {sku} is the photo's folder."""
