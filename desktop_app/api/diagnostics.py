"""What `cleanrack doctor` asks."""

from enum import StrEnum

from pydantic import BaseModel


class CheckKind(StrEnum):
    """One thing that is looked at."""

    DATABASE = "database"
    LEDGER = "ledger"
    PICTURES = "pictures"
    WORKERS = "workers"
    MODEL = "model"
    DISK = "disk"


class Check(BaseModel):
    """How one thing was found."""

    kind: CheckKind
    ok: bool
    figure: float | None = None
    """What was counted: MB of the database and of the cut-out model, entries of the ledger, living workers, free MB."""
    name: str = ""
    """What was found, where it has a name: the cut-out model in use; "" for none, which is no fault."""
    findings: list[str] = []
    """What is wrong."""


class DiagnosticsView(BaseModel):
    """GET /api/diagnostics."""

    versions: dict[str, str]
    """Of the application and the libraries that matter."""
    data_folder: str
    checks: list[Check]
