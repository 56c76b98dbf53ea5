"""Who is signed in on this computer and where sync stands, as the server last told it; and the verbs that change it."""

import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.api.cloud_account import CloudAccountView, HistoryTaken, SignInHere, SyncState
from desktop_app.api.devices import DeviceView
from desktop_app.api.events import AccountEvent, Event, ResyncEvent
from desktop_app.api.sessions import Redeemed
from desktop_app.ui.bridge import Bridge, Failed, tell
from desktop_app.ui.connection import Connection

if TYPE_CHECKING:
    from desktop_app.client.account import AccountCalls

log = logging.getLogger(__name__)

T = TypeVar("T")

_OUT_OF_REACH = frozenset({SyncState.OFFLINE, SyncState.SIGNED_OUT, SyncState.FROZEN, SyncState.FORGOTTEN})
_WATCH_MILLISECONDS = 30_000
_GATHER_MILLISECONDS = 200
"""A sync moves many things within a second: one asking serves them all."""


class Deed(StrEnum):
    """What can be asked for; each is under way at most once."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    SYNC = "sync"
    PAUSE = "pause"
    RECOVER = "recover"
    TAKE_TRIAL = "take-trial"
    REDEEM = "redeem"
    KEEP_ALONG = "keep-along"
    FORGET = "forget"
    DELETE = "delete"


class CloudAccount(QObject):
    """The account of the moment: that of the trial, or one in the cloud."""

    changed = Signal()
    """`view` says something else, or something is under way, or is not any more."""
    devices_changed = Signal()
    came_in_reach = Signal()
    """The cloud answers again: what lies there can be fetched."""
    switched = Signal()
    """Another account than before: its tasks, pictures and quota are others."""

    def __init__(self, *, connection: Connection, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: CloudAccountView | None = None
        """None until the server has told."""
        self.devices: list[DeviceView] = []
        """The account's computers as the cloud last told them."""
        self._connection = connection
        self._bridge = bridge
        self._under_way: set[Deed] = set()
        self._nameless: set[str] = set()
        """Computers that the list was asked for because of them."""
        self._gathered = QTimer(self, singleShot=True, interval=_GATHER_MILLISECONDS)
        self._gathered.timeout.connect(self.refresh)
        self._watched = QTimer(self, interval=_WATCH_MILLISECONDS)
        self._watched.timeout.connect(self._look)
        connection.event_received.connect(self._on_event)

    # what is known

    @property
    def is_signed_in(self) -> bool:
        """Whether the work here is a cloud account's, in reach or not."""
        return self.view is not None and self.view.account_id is not None

    @property
    def this_device(self) -> DeviceView | None:
        """This computer as the account lists it, where that is known."""
        return next((each for each in self.devices if each.is_this), None)

    def device_name(self, device_id: str) -> str:
        """What a computer of the account is called; "" where that is not known, and then it is asked for once."""
        name = next((each.name for each in self.devices if each.id == device_id), "")
        if not name and device_id not in self._nameless:
            self._nameless.add(device_id)
            self._refresh_devices()
        return name

    def is_under_way(self, deed: Deed) -> bool:
        """Whether this was asked for and has not ended."""
        return deed in self._under_way

    # asking

    def watch(self, *, on: bool) -> None:
        """Ask at once and every half minute, for as long as somebody looks."""
        if on:
            self._watched.start()
            self._look()
        else:
            self._watched.stop()

    def refresh(self) -> None:
        """Ask where it stands; what cannot be had stays as it was last told."""
        self._connection.ask(self, lambda server: server.account.view(), done=self._take, failed=_unheard)

    # verbs

    def sign_in(self, request: SignInHere, *, done: Callable[[None], None], failed: Failed) -> None:
        """Sign this computer in, or make the account first."""
        self._do(Deed.SIGN_IN, lambda calls: calls.sign_in(request), done=done, failed=failed)

    def sign_out(self, *, forget: bool) -> None:
        """Back to the trial account; what is here stays here."""
        self._do(Deed.SIGN_OUT, lambda calls: calls.sign_out(forget=forget))

    def sync(self) -> None:
        """Push and pull now."""
        self._do(Deed.SYNC, lambda calls: calls.sync())

    def pause(self) -> None:
        """Leave the network alone until `resume`."""
        self._do(Deed.PAUSE, lambda calls: calls.pause())

    def resume(self) -> None:
        """Go on with sync."""
        self._do(Deed.PAUSE, lambda calls: calls.resume())

    def recover(self) -> None:
        """Have this frozen computer settled by the cloud."""
        self._do(Deed.RECOVER, lambda calls: calls.recover())

    def take_trial(self, *, done: Callable[[HistoryTaken], None]) -> None:
        """Take the trial account's ended tasks into this one."""
        self._do(Deed.TAKE_TRIAL, lambda calls: calls.take_trial(), done=done)

    def redeem(self, code: str, *, done: Callable[[Redeemed], None], failed: Failed) -> None:
        """Add a top-up code's quota."""
        self._do(Deed.REDEEM, lambda calls: calls.redeem(code), done=done, failed=failed)

    def keep_along(self, amount: int) -> None:
        """Have so much quota stay here for work without network."""
        self._do(Deed.KEEP_ALONG, lambda calls: calls.keep_along(amount))

    def forget(self, device_id: str) -> None:
        """Take a computer off the account."""
        self._do(Deed.FORGET, lambda calls: calls.forget(device_id))

    def delete(self, password: str, *, done: Callable[[None], None], failed: Failed) -> None:
        """Delete the account everywhere, for good."""
        self._do(Deed.DELETE, lambda calls: calls.delete(password), done=done, failed=failed)

    def _do(
        self,
        deed: Deed,
        call: "Callable[[AccountCalls], Awaitable[T]]",
        *,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        if deed in self._under_way:
            return
        self._under_way.add(deed)
        self.changed.emit()

        def end(answer: T) -> None:
            self._end(deed)
            if done is not None:
                tell(done, answer)

        def fail(error: Exception) -> None:
            self._end(deed)
            tell(failed or self._bridge.failed.emit, error)

        self._connection.ask(self, lambda server: call(server.account), done=end, failed=fail)

    def _end(self, deed: Deed) -> None:
        self._under_way.discard(deed)
        self.changed.emit()
        self._look()

    # news

    def _on_event(self, event: Event) -> None:
        if isinstance(event, AccountEvent | ResyncEvent) and not self._gathered.isActive():
            self._gathered.start()

    def _take(self, view: CloudAccountView) -> None:
        before, self.view = self.view, view
        if before is not None and before.account_id != view.account_id:
            self._take_devices([])
            self.switched.emit()
        if before is None or before.account_id != view.account_id:
            self._nameless.clear()
            self._refresh_devices()
        if before is not None and before.state in _OUT_OF_REACH and view.state not in _OUT_OF_REACH:
            self.came_in_reach.emit()
        if view != before:
            self.changed.emit()

    def _look(self) -> None:
        """Also at the computers: they are asked of the cloud itself, so only where somebody looks."""
        self.refresh()
        self._refresh_devices()

    def _refresh_devices(self) -> None:
        if self.is_signed_in:
            ask = self._connection.ask
            ask(self, lambda server: server.account.devices(), done=self._take_devices, failed=_unheard)

    def _take_devices(self, devices: list[DeviceView]) -> None:
        if devices != self.devices:
            self.devices = devices
            self.devices_changed.emit()


def _unheard(error: Exception) -> None:
    """Why there is no answer is told where the server's state and the sync state are shown."""
    log.debug("the account could not be asked: %s", error)
