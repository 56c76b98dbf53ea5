"""Rules of ours, each broken in one place. The machine must notice every one, or it proves nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
import sqlalchemy as sa

from desktop_app.api.tasks import ItemStatus, Receipt
from desktop_app.core import ids, quota
from desktop_app.server import idempotency
from desktop_app.server.idempotency import Once
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.tables import idempotency_keys
from desktop_app.server.tasks import items as moves
from desktop_app.server.tasks import limits, service
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.settlement import Settlement

Schema = Callable[[sqlite.Connection], None]


@dataclass(frozen=True)
class Mutant:
    """One broken rule: in the database, in the code, or in both where each would cover for the other."""

    schema: Schema | None = None
    code: Callable[[pytest.MonkeyPatch], None] = lambda patch: None


def _table(name: str, fragment: str) -> Schema:
    """The (empty) table made again without a piece of its definition."""

    def spoil(connection: sqlite.Connection) -> None:
        query = (
            "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type = 'table' DESC"
        )
        made = connection.execute(query, (name,)).fetchall()
        (_, table), rest = made[0], made[1:]
        assert fragment in table, f"{name} has no {fragment}"
        connection.execute(f"DROP TABLE {name}")
        connection.execute(table.replace(fragment, ""))
        for _, sql in rest:
            connection.execute(sql)

    return spoil


def _trigger(name: str, replacement: tuple[str, str] | None = None) -> Schema:
    """A trigger dropped, or made again with other words in it."""

    def spoil(connection: sqlite.Connection) -> None:
        [(sql,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchall()
        connection.execute(f"DROP TRIGGER {name}")
        if replacement is not None:
            changed = re.sub(*replacement, sql, count=1)
            assert changed != sql
            connection.execute(changed)

    return spoil


def _both(*spoils: Schema) -> Schema:
    def spoil(connection: sqlite.Connection) -> None:
        for each in spoils:
            each(connection)

    return spoil


_NO_FLOOR = _table("ledger_accounts", "CONSTRAINT never_overspent CHECK (kind = 'issuer' OR posted - held >= 0), \n\t")


def _no_check_in_hold(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(quota, "shortfall", lambda required, available: 0)


def _ends_ignore_the_attempt(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moves, "waits", lambda items, index, attempt: items[index].status is ItemStatus.PENDING)


def _ends_ignore_the_state(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moves, "waits", lambda items, index, attempt: items[index].attempt == attempt)


def _retry_without_a_hold(patch: pytest.MonkeyPatch) -> None:
    hold = Ledger.hold

    def lenient(self: Ledger, connection: sa.Connection, owner: str, keys: Any, unit_price: int) -> None:
        hold(self, connection, owner, [key for key in keys if key.attempt == 1], unit_price)

    patch.setattr(Ledger, "hold", lenient)


def _retry_under_the_old_attempt(patch: pytest.MonkeyPatch) -> None:
    retried = moves.retried
    patch.setattr(
        moves,
        "retried",
        lambda items, indexes: [
            item.model_copy(update={"attempt": item.attempt - 1}) for item in retried(items, indexes)
        ],
    )


def _refund_again(patch: pytest.MonkeyPatch) -> None:
    def lenient(record: Any, indexes: set[int]) -> list[Any]:
        return [item for item in record.items if item.index in indexes]

    patch.setattr(service, "_reported", lenient)
    patch.setattr(HoldKey, "refund_id", property(lambda key: ids.new()))


def _replay_performs(patch: pytest.MonkeyPatch) -> None:
    keep = Once._keep

    def forgetful(self: Once, connection: sa.Connection, account: str, key: str, *rest: Any) -> None:
        connection.execute(idempotency_keys.delete().where(idempotency_keys.c.key == key))
        keep(self, connection, account, key, *rest)

    patch.setattr(Once, "_recall", lambda *_: None)
    patch.setattr(Once, "_keep", forgetful)


def _keys_ignore_the_body(patch: pytest.MonkeyPatch) -> None:
    def lenient(self: Once, connection: sa.Connection, account: str, key: str, body_hash: str) -> Any:
        row = connection.execute(sa.select(idempotency_keys).where(idempotency_keys.c.key == key)).one_or_none()
        return (row.error, row.answer) if row else None

    patch.setattr(Once, "_recall", lenient)


def _refusals_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(idempotency, "_KEPT_ERRORS", ())


def _key_kept_in_its_own_unit_of_work(patch: pytest.MonkeyPatch) -> None:
    def run(self: Once, account: str, key: str, request: Any, work: Any) -> Any:
        body_hash = idempotency.hashlib.sha256(idempotency.json.dumps(request, sort_keys=True).encode()).hexdigest()
        with self._database.write(account) as connection:
            stored = self._recall(connection, account, key, body_hash)
        if stored is None:
            with self._database.write(account) as connection:
                stored = self._perform(connection, work)
            with self._database.write(account) as connection:
                self._keep(connection, account, key, body_hash, stored)
        slug, answer = stored
        if slug is not None:
            raise idempotency.by_slug(slug)(**answer)
        return answer

    patch.setattr(Once, "run", run)


def _cancel_returns_finished_items(patch: pytest.MonkeyPatch) -> None:
    over = (ItemStatus.PENDING, ItemStatus.SUCCESS)
    patch.setattr(
        moves,
        "cancelled",
        lambda items: [item.moved(ItemStatus.CANCELLED) for item in items if item.status in over],
    )


def _cancel_forgets_the_quota(patch: pytest.MonkeyPatch) -> None:
    void = Ledger.void
    patch.setattr(
        Ledger,
        "void",
        lambda self, connection, owner, keys: void(self, connection, owner, keys) if len(keys) == 1 else None,
    )


def _counters_stand_still(patch: pytest.MonkeyPatch) -> None:
    values = tasks._items
    patch.setattr(tasks, "_items", lambda items: {**values(items), "batch_failed": 0})


def _failures_are_charged(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Ledger, "void", Ledger.post)


def _item_first_quota_later(patch: pytest.MonkeyPatch) -> None:
    def succeed(self: Settlement, photo: Any, output: Any) -> bool:
        changes = {"status": ItemStatus.SUCCESS, "output": output, "error": None}
        with self._database.write(photo.owner) as connection:
            if self._end(connection, photo, changes) is None:
                return False
        with self._database.write(photo.owner) as connection:
            self._ledger.post(connection, photo.owner, [HoldKey(photo.task_id, photo.index, photo.attempt)])
            self._shelve(connection, photo, output)
        return True

    patch.setattr(Settlement, "succeed", succeed)


def _refunds_without_a_policy(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(quota.RefundPolicy, "allowed", lambda self, used: 10**9)


def _any_state_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(service, "_require_status", lambda record, allowed: None)


def _limits_off(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(limits, "require_within", lambda *_, **__: None)


def _discount(patch: pytest.MonkeyPatch) -> None:
    hold = Ledger.hold

    def cheap(self: Ledger, connection: sa.Connection, owner: str, keys: Any, unit_price: int) -> None:
        hold(self, connection, owner, keys, 1 if len(keys) > 3 else unit_price)

    patch.setattr(Ledger, "hold", cheap)


def _receipt_forgets_refunds(patch: pytest.MonkeyPatch) -> None:
    receipt = Ledger.receipt

    def forgetful(self: Ledger, connection: sa.Connection, task_id: str) -> Receipt:
        told = receipt(self, connection, task_id)
        return told.model_copy(update={"returned": told.charged - told.held - told.used - told.used % 2})

    patch.setattr(Ledger, "receipt", forgetful)


def _grants_every_time(patch: pytest.MonkeyPatch) -> None:
    derived = ids.derived
    patch.setattr(ids, "derived", lambda *parts: ids.new() if parts[0] == "grant" else derived(*parts))


MUTANTS: dict[str, Mutant] = {
    "no floor under the balance": Mutant(schema=_NO_FLOOR),
    "no floor, and nobody checks": Mutant(schema=_NO_FLOOR, code=_no_check_in_hold),
    "a hold can end twice": Mutant(
        schema=_both(
            _trigger("transfers_never_replaced", (r"OR t\.hold_id = NEW\.hold_id", "")),
            _table("transfers", "UNIQUE (hold_id), \n\t"),
        )
    ),
    "a void releases nothing": Mutant(
        schema=_trigger("transfers_move_balances", ("WHEN 'void' THEN -NEW.amount", "WHEN 'void' THEN 0"))
    ),
    "entries can be replaced": Mutant(schema=_trigger("transfers_never_replaced")),
    "entries can be edited": Mutant(schema=_trigger("transfers_never_updated")),
    "entries can be deleted": Mutant(schema=_trigger("transfers_never_deleted")),
    "the chain can break": Mutant(schema=_trigger("transfers_chained")),
    "two open holds": Mutant(schema=_trigger("holds_one_open_per_item")),
    "ends need no hold": Mutant(schema=_trigger("ends_match_their_hold")),
    "refunds need no post": Mutant(schema=_trigger("refunds_mirror_their_post")),
    "anybody's purse": Mutant(schema=_trigger("entries_between_their_accounts")),
    "accounts can be filled": Mutant(schema=_trigger("ledger_accounts_start_empty")),
    "accounts can go": Mutant(schema=_trigger("ledger_accounts_never_deleted")),
    "ends ignore the attempt": Mutant(code=_ends_ignore_the_attempt),
    "ends ignore the state": Mutant(code=_ends_ignore_the_state),
    "a retry is free": Mutant(code=_retry_without_a_hold),
    "a retry is the old attempt": Mutant(code=_retry_under_the_old_attempt),
    "a refund can be had again": Mutant(
        schema=_both(
            _trigger("transfers_never_replaced", (r"OR t\.refund_of = NEW\.refund_of", "")),
            _table("transfers", "UNIQUE (refund_of), \n\t"),
        ),
        code=_refund_again,
    ),
    "a repeated key performs again": Mutant(code=_replay_performs),
    "a key takes any body": Mutant(code=_keys_ignore_the_body),
    "refusals are forgotten": Mutant(code=_refusals_are_forgotten),
    "the key is kept later": Mutant(code=_key_kept_in_its_own_unit_of_work),
    "a cancel returns finished pictures": Mutant(code=_cancel_returns_finished_items),
    "a cancel forgets the quota": Mutant(code=_cancel_forgets_the_quota),
    "counters stand still": Mutant(code=_counters_stand_still),
    "failures are charged": Mutant(code=_failures_are_charged),
    "the item first, quota later": Mutant(code=_item_first_quota_later),
    "refunds without a policy": Mutant(code=_refunds_without_a_policy),
    "any state will do": Mutant(code=_any_state_will_do),
    "no limit on batches": Mutant(code=_limits_off),
    "a hidden discount": Mutant(code=_discount),
    "receipts forget refunds": Mutant(code=_receipt_forgets_refunds),
    "a grant comes every time": Mutant(code=_grants_every_time),
}
