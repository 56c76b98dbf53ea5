"""What the cloud's own endpoints need: its services, and which account and computer is calling."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from desktop_app.server.accounts.service import Account
from desktop_app.server.allowances.service import AllowanceService
from desktop_app.server.deletion import AccountDeletion
from desktop_app.server.devices.closing import DeviceClosing
from desktop_app.server.devices.service import DeviceService
from desktop_app.server.operating.health import Health
from desktop_app.server.operating.metrics import Metrics
from desktop_app.server.sessions.service import SessionService
from desktop_app.server.sync.blobs import BlobService
from desktop_app.server.sync.service import SyncService
from desktop_app.server.topups.service import TopupService


@dataclass(frozen=True, kw_only=True)
class CloudServices:
    """What only the cloud's endpoints call, built once by the composition root."""

    sessions: SessionService
    devices: DeviceService
    closing: DeviceClosing
    allowances: AllowanceService
    sync: SyncService
    blobs: BlobService
    topups: TopupService
    deletion: AccountDeletion
    health: Health
    metrics: Metrics


@dataclass(frozen=True)
class Member:
    """Who calls: somebody signed in at a computer."""

    account: Account
    device: str
    """Id of the computer."""
    session: str
    """Id of the sign-in."""
    address: str
    """Where the call comes from, as far as believed proxies tell."""


def _address(request: Request) -> str:
    address: str = request.state.address
    return address


def _member(request: Request) -> Member:
    state = request.state
    return Member(account=state.account, device=state.device, session=state.session, address=state.address)


def _cloud(request: Request) -> CloudServices:
    services: CloudServices = request.app.state.cloud
    return services


MemberDep = Annotated[Member, Depends(_member)]
AddressDep = Annotated[str, Depends(_address)]
"""Where a call comes from, also before anybody has signed in."""
CloudDep = Annotated[CloudServices, Depends(_cloud)]
