"""Sync over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from desktop_app.api.envelope import Success
from desktop_app.api.sync import (
    MAX_EVENTS,
    BlobPlace,
    BlobSource,
    DoneAnswer,
    DoneBlobs,
    Hello,
    HelloAnswer,
    PullAnswer,
    Push,
    PushAnswer,
    Sha256,
    WantBlobs,
)
from desktop_app.core.errors import DeviceClosedError, DeviceQuarantinedError, NotFoundError, SyncGapError
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_context import CloudDep, MemberDep

router = APIRouter(prefix="/api", tags=["sync"], responses=REFUSED)

_STANDING = described(DeviceClosedError, DeviceQuarantinedError)


@router.post("/sync/hello")
def hello(request: Hello, member: MemberDep, cloud: CloudDep) -> Success[HelloAnswer]:
    """Where the cloud stands with this computer, and allowances it has not opened."""
    return Success(data=cloud.sync.hello(member.account.id, member.device, request))


@router.post("/sync/events", responses={**_STANDING, **described(SyncGapError)})
def push(request: Push, member: MemberDep, cloud: CloudDep) -> Success[PushAnswer]:
    """Take what this computer did. The same again changes nothing; what cannot be applied is recorded as refused."""
    return Success(data=cloud.sync.push(member.account.id, member.device, request))


@router.get("/sync/events", responses=_STANDING)
def pull(
    member: MemberDep,
    cloud: CloudDep,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_EVENTS)] = MAX_EVENTS,
) -> Success[PullAnswer]:
    """What happened to the account beyond a number, in order, whoever did it."""
    return Success(data=cloud.sync.pull(member.account.id, member.device, after=after, limit=limit))


@router.post("/blobs/want", responses=_STANDING)
def want_blobs(request: WantBlobs, member: MemberDep, cloud: CloudDep) -> Success[list[BlobPlace]]:
    """Which pictures are to be sent, and where to; one without an address is there, verified."""
    return Success(data=cloud.blobs.want(member.account.id, member.device, request))


@router.post("/blobs/done", responses=_STANDING)
def done_blobs(request: DoneBlobs, member: MemberDep, cloud: CloudDep) -> Success[DoneAnswer]:
    """Look whether pictures that were sent lie there whole."""
    return Success(data=cloud.blobs.done(member.account.id, member.device, request))


@router.get("/blobs/{sha256}", responses={**_STANDING, **described(NotFoundError)})
def blob(sha256: Sha256, member: MemberDep, cloud: CloudDep) -> Success[BlobSource]:
    """Where to get a picture of the account, for five minutes."""
    return Success(data=cloud.blobs.source(member.account.id, member.device, sha256))
