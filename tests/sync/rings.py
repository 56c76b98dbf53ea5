"""Keyrings that cannot be trusted with anything."""

import time

from keyring.backend import KeyringBackend


class Forgetful(KeyringBackend):
    """Says yes, and keeps nothing."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        return None

    def delete_password(self, service: str, username: str) -> None:
        return None


class Slow(Forgetful):
    """Waits for a person who does not come."""

    def set_password(self, service: str, username: str, password: str) -> None:
        time.sleep(3600)
