"""Whether this process can serve: what a balancer and an operator ask."""

from collections.abc import Callable, Mapping
from typing import Literal

from pydantic import BaseModel

from desktop_app.core.errors import BusyError, CleanRackError

Probe = Callable[[], bool]


class Alive(BaseModel):
    """GET /health/live: the process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """GET /health/ready: everything it needs answers too."""

    status: Literal["ready"] = "ready"
    checked: list[str]


class Health:
    """Asks what the cloud stands on."""

    def __init__(self, probes: Mapping[str, Probe]) -> None:
        self._probes = probes

    def ready(self) -> Ready:
        """What was asked. Raises BusyError that names what does not answer, as `missing`."""
        missing = [name for name, probe in self._probes.items() if not _answers(probe)]
        if missing:
            raise BusyError(missing=missing)
        return Ready(checked=list(self._probes))


def _answers(probe: Probe) -> bool:
    try:
        return probe()
    except CleanRackError:
        return False
