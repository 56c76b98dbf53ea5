"""Lines to the cloud, built where they are needed; what speaks HTTP is imported with this module."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.client.blobs import BlobCarrier
from desktop_app.client.cloud import CloudClient, CloudDoor, CloudTransport, Hint
from desktop_app.client.outside import Outside, address
from desktop_app.client.tokens import AccessTokens
from desktop_app.core.clock import Clock
from desktop_app.server.database import Database
from desktop_app.server.journal import Journal
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.storage.files import FileStorage
from desktop_app.sync.account import AccountSync
from desktop_app.sync.anchoring import Anchoring
from desktop_app.sync.blobs import BlobSender
from desktop_app.sync.credentials import Credentials
from desktop_app.sync.hearing import Hearing
from desktop_app.sync.links import Link
from desktop_app.sync.sending import TaskSender
from desktop_app.sync.talk import Talk


class Lines:
    """Makes clients of the cloud, and whole accounts over them."""

    def __init__(
        self,
        *,
        ca_file: str,
        state_folder: Path,
        credentials: Credentials,
        database: Database,
        ledger: Ledger,
        journal: Journal,
        storage: FileStorage,
        anchoring: Anchoring,
        clock: Clock,
        is_busy: Callable[[], bool],
        on_change: Callable[[str, bool], None],
        on_hint: Callable[[str, Hint], None],
    ) -> None:
        self._outside = Outside(ca_file=ca_file)
        self._state_folder = state_folder
        self._credentials = credentials
        self._database = database
        self._ledger = ledger
        self._journal = journal
        self._storage = storage
        self._anchoring = anchoring
        self._clock = clock
        self._is_busy = is_busy
        self._on_change = on_change
        self._on_hint = on_hint
        self.carrier = BlobCarrier(outside=self._outside)

    def address(self, server: str) -> str:
        """The base address of a cloud. Raises InvalidRequestError."""
        return address(server)

    def door(self, server: str) -> CloudDoor:
        """For those who are not signed in."""
        return CloudDoor(CloudTransport(server=server, outside=self._outside))

    def client(self, link: Link) -> CloudClient:
        """For one account."""
        transport = CloudTransport(server=link.server, outside=self._outside)
        tokens = AccessTokens(
            refresh=CloudDoor(transport).refresh,
            keep=self._credentials.of(link.credential),
            lock_file=self._state_folder / "sessions" / f"{link.device_id}.lock",
        )
        return CloudClient(transport, tokens)

    def account(self, link: Link) -> AccountSync:
        """An account that can be kept in step."""
        client = self.client(link)
        talk = Talk(
            account_id=link.account_id,
            database=self._database,
            client=client,
            hearing=Hearing(ledger=self._ledger, clock=self._clock),
            anchoring=self._anchoring,
            journal=self._journal,
            clock=self._clock,
        )
        sender = BlobSender(
            account_id=link.account_id,
            database=self._database,
            storage=self._storage,
            client=client,
            carrier=self.carrier,
            is_busy=self._is_busy,
        )
        tasks = TaskSender(
            account_id=link.account_id,
            database=self._database,
            storage=self._storage,
            ledger=self._ledger,
            client=client,
            is_busy=self._is_busy,
            on_change=self._on_change,
            clock=self._clock,
        )
        return AccountSync(
            account_id=link.account_id,
            talk=talk,
            sender=sender,
            tasks=tasks,
            client=client,
            database=self._database,
            ledger=self._ledger,
            clock=self._clock,
            on_change=self._on_change,
            on_hint=self._on_hint,
        )
