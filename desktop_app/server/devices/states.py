"""Whether the cloud still takes what a computer tells, by its row."""

from typing import Any

from desktop_app.api.devices import DeviceState
from desktop_app.core.errors import DeviceClosedError, DeviceQuarantinedError, RequestError

_REFUSALS: dict[str, type[RequestError]] = {
    DeviceState.CLOSED: DeviceClosedError,
    DeviceState.QUARANTINED: DeviceQuarantinedError,
}


def refusal(row: Any) -> RequestError | None:
    """Why a computer is not served, None where it is."""
    return _REFUSALS[row.state]() if row.state in _REFUSALS else None


def require_ok(row: Any) -> None:
    """Raise DeviceClosedError, DeviceQuarantinedError."""
    if error := refusal(row):
        raise error
