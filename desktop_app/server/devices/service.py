"""The computers of an account: which there are, and what they are called."""

from desktop_app.api.devices import DeviceView
from desktop_app.server.database import Database
from desktop_app.server.devices import repository
from desktop_app.server.devices.views import view


class DeviceService:
    """What an account can do with its computers; how one is closed is told in `closing`."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def all(self, account_id: str, *, this: str) -> list[DeviceView]:
        """Every computer, the one seen last first; closed ones too, for what they told late."""
        with self._database.read(account_id) as connection:
            return [view(connection, row, this=this) for row in repository.of_account(connection, account_id)]

    def rename(self, account_id: str, device_id: str, name: str, *, this: str) -> DeviceView:
        """Call a computer otherwise. Raises NotFoundError."""
        with self._database.write(account_id) as connection:
            repository.get(connection, account_id, device_id)
            repository.rename(connection, device_id, name)
            return view(connection, repository.get(connection, account_id, device_id), this=this)
