"""Backups of the cloud's database, which its object store outlives."""

from typing import Any

from desktop_app.core.standing import DeviceState
from tests.faults.allowances.cloud import Cloud

FIGURES = ("pool", "pool_held", "spent", "forfeited", "granted", "owed")
TABLES = ("tokens", "holds", "posts", "refunds", "claims", "lines", "pictures")


def backup(cloud: Cloud) -> dict[str, Any]:
    """All that a backup keeps."""
    kept = {name: getattr(cloud, name) for name in FIGURES}
    kept |= {name: getattr(cloud, name).copy() for name in TABLES}
    return kept | {"devices": {name: account.copy() for name, account in cloud.devices.items()}}


def restore(cloud: Cloud, kept: dict[str, Any]) -> None:
    """Put a backup back, raise the epoch, stop what was under way, and wait for every device."""
    for name in FIGURES:
        setattr(cloud, name, kept[name])
    for name in TABLES:
        setattr(cloud, name, kept[name].copy())
    cloud.devices = {name: account.copy() for name, account in kept["devices"].items()}
    cloud.epoch += 1
    cloud.stop_work()
    for account in cloud.devices.values():
        account.awaited = account.state is DeviceState.OK
