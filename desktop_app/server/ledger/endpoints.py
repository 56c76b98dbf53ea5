"""Balance and statement."""

from typing import Annotated

from fastapi import APIRouter, Query

from desktop_app.api.envelope import Success
from desktop_app.api.quota import EntryKind, EntryPage, QuotaView
from desktop_app.server.answers import REFUSED
from desktop_app.server.context import CallerDep, ServicesDep

router = APIRouter(prefix="/api/quota", tags=["quota"], responses=REFUSED)


@router.get("")
def quota(caller: CallerDep, services: ServicesDep) -> Success[QuotaView]:
    """What can be spent, what is held, what was used."""
    with services.database.read(caller.account.id) as connection:
        account = caller.account
        view = services.ledger.view(connection, account.id, is_trial=account.is_trial, device=caller.device)
    return Success(data=view)


@router.get("/entries")
def entries(
    caller: CallerDep,
    services: ServicesDep,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    kind: EntryKind | None = None,
) -> Success[EntryPage]:
    """Every movement of quota, newest first; those of one kind, if it is named."""
    with services.database.read(caller.account.id) as connection:
        page = services.ledger.statement(connection, caller.account.id, cursor=cursor, limit=limit, kind=kind)
    return Success(data=page)
