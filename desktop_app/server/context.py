"""What every endpoint needs: the services of this home, and who is calling in which language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from desktop_app.core.words import Language
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import Database
from desktop_app.server.export.service import ExportService
from desktop_app.server.hub import EventHub
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.library.service import LibraryService
from desktop_app.server.pictures import PictureService
from desktop_app.server.tasks.service import Keyed, TaskService
from desktop_app.server.uploads.service import UploadService


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything the endpoints call, built once by the composition root."""

    database: Database
    hub: EventHub
    ledger: Ledger
    tasks: TaskService
    uploads: UploadService
    pictures: PictureService
    library: LibraryService
    export: ExportService


@dataclass(frozen=True)
class Caller:
    """Who calls, and the language to answer in."""

    account: Account
    language: Language
    device: str | None = None
    """In the cloud: the computer that calls."""


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def language_of(request: Request) -> Language:
    """The language a request asks for."""
    return Language.from_header(request.headers.get("accept-language", ""))


def _caller(request: Request) -> Caller:
    device: str | None = getattr(request.state, "device", None)
    return Caller(account=request.state.account, language=language_of(request), device=device)


CallerDep = Annotated[Caller, Depends(_caller)]
ServicesDep = Annotated[Services, Depends(_services)]
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=128, pattern="^[!-~]+$")]


def _keyed(caller: CallerDep, key: IdempotencyKey) -> Keyed:
    return Keyed(account=caller.account, key=key)


KeyedDep = Annotated[Keyed, Depends(_keyed)]
