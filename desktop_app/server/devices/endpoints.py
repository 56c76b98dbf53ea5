"""The computers of an account over HTTP."""

from fastapi import APIRouter

from desktop_app.api.devices import DeviceView, Recover, Recovered, RenameDevice
from desktop_app.api.envelope import Success
from desktop_app.core.errors import DeviceClosedError, NotFoundError
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_context import CloudDep, MemberDep

router = APIRouter(prefix="/api/devices", tags=["devices"], responses=REFUSED)


@router.get("")
def list_devices(member: MemberDep, cloud: CloudDep) -> Success[list[DeviceView]]:
    """Every computer of the account, the one seen last first."""
    return Success(data=cloud.devices.all(member.account.id, this=member.device))


@router.patch("/{device_id}", responses=described(NotFoundError))
def rename_device(device_id: str, request: RenameDevice, member: MemberDep, cloud: CloudDep) -> Success[DeviceView]:
    """Call a computer otherwise."""
    return Success(data=cloud.devices.rename(member.account.id, device_id, request.name, this=member.device))


@router.post("/{device_id}/recover", responses=described(NotFoundError, DeviceClosedError))
def recover_device(device_id: str, request: Recover, member: MemberDep, cloud: CloudDep) -> Success[Recovered]:
    """Settle this computer by its anchor and go on under a new id; asked again, the same answer."""
    return Success(data=cloud.closing.recover(member.account.id, device_id, request, session=member.session))


@router.post("/{device_id}/forget", responses=described(NotFoundError))
def forget_device(device_id: str, member: MemberDep, cloud: CloudDep) -> Success[DeviceView]:
    """Take a computer off the account; quota it still had is lost."""
    return Success(data=cloud.closing.forget(member.account.id, device_id, this=member.device))
