"""What the window hears of sync: that the account stands elsewhere, its balance, and that others did something."""

import asyncio

from desktop_app.api.events import AccountEvent, Event, ItemEvent, QuotaEvent, ResyncEvent
from desktop_app.api.quota import QuotaView
from desktop_app.server.database import Database
from desktop_app.server.hub import EventHub
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.live import Mirror


class Announcing:
    """Publishes on the hub; use it inside the server's loop."""

    def __init__(self, *, database: Database, ledger: Ledger, hub: EventHub, live: Mirror) -> None:
        self._database = database
        self._ledger = ledger
        self._hub = hub
        self._live = live
        self._last: dict[str, QuotaView] = {}
        self._reading: set[asyncio.Task[None]] = set()

    def changed(self, account_id: str, news: bool) -> None:
        """Something is different; with `news` others have done something."""
        self._hub.publish(account_id, AccountEvent())
        if news:
            self._hub.publish(account_id, ResyncEvent())
        reading = asyncio.ensure_future(self._tell_balance(account_id))
        self._reading.add(reading)
        reading.add_done_callback(self._reading.discard)

    def hinted(self, account_id: str, hint: Event) -> None:
        """The cloud tells how far it has come with an item of its; the rest is heard by asking."""
        if isinstance(hint, ItemEvent) and self._live.hear(hint):
            self._hub.publish(account_id, hint)

    async def _tell_balance(self, account_id: str) -> None:
        view = await asyncio.to_thread(self._view, account_id)
        before = self._last.get(account_id)
        self._last[account_id] = view
        if before is None or before != view.model_copy(update={"as_of": before.as_of}):
            self._hub.publish(account_id, QuotaEvent(quota=view))

    def _view(self, account_id: str) -> QuotaView:
        with self._database.read(account_id) as connection:
            return self._ledger.view(connection, account_id, is_trial=False)
