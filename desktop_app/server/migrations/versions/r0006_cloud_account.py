"""The cloud account: quota at several computers, what each has told, and whom it told it.

Both homes have the ledger's new places and the journal's side of tasks. What only a computer keeps (its link, its
outbox, the account's statement) is made on SQLite; what only the cloud keeps (credentials, sessions, devices, the
account's events) on PostgreSQL.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_KINDS = "'grant', 'hold', 'post', 'void', 'refund', 'move', 'return', 'settle', 'forfeit'"

# Every rule that keeps quota right, as SQLite enforces it; revision 0007 says the same to PostgreSQL.
RULES = {
    # INSERT OR REPLACE deletes silently where recursive_triggers is off, so a clash is refused before it can replace.
    "transfers_never_replaced": """BEFORE INSERT ON transfers
        WHEN EXISTS (SELECT 1 FROM transfers t WHERE t.id = NEW.id OR t.seq = NEW.seq
            OR t.hold_id = NEW.hold_id OR t.refund_of = NEW.refund_of)
        BEGIN SELECT RAISE(ABORT, 'ledger: entry exists'); END""",
    "transfers_never_updated": """BEFORE UPDATE ON transfers
        BEGIN SELECT RAISE(ABORT, 'ledger: entries are final'); END""",
    "transfers_never_deleted": """BEFORE DELETE ON transfers
        BEGIN SELECT RAISE(ABORT, 'ledger: entries are final'); END""",
    "transfers_chained": """BEFORE INSERT ON transfers
        WHEN NEW.prev IS NOT COALESCE(
            (SELECT hash FROM transfers WHERE owner = NEW.owner ORDER BY seq DESC LIMIT 1), '')
        BEGIN SELECT RAISE(ABORT, 'ledger: chain broken'); END""",
    # Else an entry could spend the issuer's purse, which has no floor, or another owner's.
    "entries_between_their_accounts": """BEFORE INSERT ON transfers
        WHEN NOT EXISTS (
            SELECT 1 FROM ledger_accounts s, ledger_accounts t
            WHERE s.id = NEW.source AND t.id = NEW.target AND s.owner = NEW.owner AND t.owner = NEW.owner
            AND NEW.kind || ' ' || s.kind || ' ' || t.kind IN (
                'grant issuer balance', 'hold balance spent', 'post balance spent', 'void balance spent',
                'refund spent balance', 'return balance issuer', 'move balance device', 'hold device spent',
                'post device spent', 'void device spent', 'refund spent device', 'return device balance',
                'settle device spent', 'settle spent device', 'forfeit device forfeit'))
        BEGIN SELECT RAISE(ABORT, 'ledger: entry not between its accounts'); END""",
    "holds_one_open_per_item": """BEFORE INSERT ON transfers
        WHEN NEW.kind = 'hold' AND EXISTS (SELECT 1 FROM transfers h
            WHERE h.kind = 'hold' AND h.task_id = NEW.task_id AND h.item = NEW.item
            AND (h.attempt = NEW.attempt OR NOT EXISTS (SELECT 1 FROM transfers e WHERE e.hold_id = h.id)))
        BEGIN SELECT RAISE(ABORT, 'ledger: open hold exists'); END""",
    "ends_match_their_hold": """BEFORE INSERT ON transfers
        WHEN NEW.kind IN ('post', 'void') AND NOT EXISTS (SELECT 1 FROM transfers h WHERE h.id = NEW.hold_id
            AND h.kind = 'hold' AND h.owner = NEW.owner AND h.source = NEW.source AND h.target = NEW.target
            AND h.amount = NEW.amount AND h.task_id = NEW.task_id AND h.item = NEW.item AND h.attempt = NEW.attempt)
        BEGIN SELECT RAISE(ABORT, 'ledger: end without its hold'); END""",
    "refunds_mirror_their_post": """BEFORE INSERT ON transfers
        WHEN NEW.kind = 'refund' AND NOT EXISTS (SELECT 1 FROM transfers p WHERE p.id = NEW.refund_of
            AND p.kind = 'post' AND p.owner = NEW.owner AND p.source = NEW.target AND p.target = NEW.source
            AND p.amount = NEW.amount AND p.task_id = NEW.task_id AND p.item = NEW.item AND p.attempt = NEW.attempt)
        BEGIN SELECT RAISE(ABORT, 'ledger: refund without its post'); END""",
    "transfers_move_balances": """AFTER INSERT ON transfers BEGIN
        UPDATE ledger_accounts SET
            posted = posted - CASE WHEN NEW.kind IN ('hold', 'void') THEN 0 ELSE NEW.amount END,
            held = held + CASE NEW.kind WHEN 'hold' THEN NEW.amount WHEN 'post' THEN -NEW.amount
                WHEN 'void' THEN -NEW.amount ELSE 0 END
            WHERE id = NEW.source;
        UPDATE ledger_accounts SET
            posted = posted + CASE WHEN NEW.kind IN ('hold', 'void') THEN 0 ELSE NEW.amount END
            WHERE id = NEW.target;
        END""",
    "ledger_accounts_start_empty": """BEFORE INSERT ON ledger_accounts WHEN NEW.posted <> 0 OR NEW.held <> 0
        OR EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'ledger: accounts start empty, once'); END""",
    "ledger_accounts_never_deleted": """BEFORE DELETE ON ledger_accounts
        BEGIN SELECT RAISE(ABORT, 'ledger: accounts stay'); END""",
    "outbox_never_updated": """BEFORE UPDATE OF dseq, id, body, prev, hash ON outbox
        BEGIN SELECT RAISE(ABORT, 'outbox: what was told stays told'); END""",
}


def upgrade() -> None:
    """Widen the ledger, and make the tables of this home."""
    on_a_computer = op.get_bind().dialect.name == "sqlite"
    op.add_column("accounts", sa.Column("next_seq", sa.BigInteger, nullable=False, server_default="1"))
    op.add_column("tasks", sa.Column("device", sa.String(32)))
    if on_a_computer:
        _widen_on_sqlite()
        _tables_of_a_computer()
        for name, rule in RULES.items():
            op.execute(f"CREATE TRIGGER {name} {rule}")
    else:
        _widen_on_postgres()
        _tables_of_the_cloud()


def _widen_on_sqlite() -> None:
    # A CHECK cannot be changed there: both tables are made anew and filled with the old rows, as they were.
    for (trigger,) in op.get_bind().execute(
        sa.text(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('transfers', 'ledger_accounts')"
        )
    ):
        op.execute(f"DROP TRIGGER {trigger}")
    for table in ("transfers", "ledger_accounts"):
        op.execute(f"ALTER TABLE {table} RENAME TO {table}_0005")
    for index in ("idx_transfers_owner", "idx_transfers_item"):
        op.execute(f"DROP INDEX {index}")
    _ledger()
    for table in ("ledger_accounts", "transfers"):
        op.execute(f"INSERT INTO {table} SELECT * FROM {table}_0005")
    for table in ("transfers", "ledger_accounts"):
        op.execute(f"DROP TABLE {table}_0005")


def _widen_on_postgres() -> None:
    for table in ("transfers", "ledger_accounts"):
        op.drop_table(table)
    _ledger()


def _ledger() -> None:
    op.create_table(
        "ledger_accounts",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("owner", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("posted", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("held", sa.BigInteger, nullable=False, server_default="0"),
        sa.CheckConstraint("kind IN ('issuer', 'balance', 'spent', 'device', 'forfeit')"),
        sa.CheckConstraint("held >= 0"),
        sa.CheckConstraint("kind = 'issuer' OR posted - held >= 0", name="never_overspent"),
    )
    op.create_index("idx_ledger_accounts_owner", "ledger_accounts", ["owner"])
    op.create_table(
        "transfers",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("owner", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("source", sa.String(80), sa.ForeignKey("ledger_accounts.id"), nullable=False),
        sa.Column("target", sa.String(80), sa.ForeignKey("ledger_accounts.id"), nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("hold_id", sa.String(32), sa.ForeignKey("transfers.id"), unique=True),
        sa.Column("refund_of", sa.String(32), sa.ForeignKey("transfers.id"), unique=True),
        sa.Column("task_id", sa.String(64)),
        sa.Column("item", sa.Integer),
        sa.Column("attempt", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.CheckConstraint(f"kind IN ({_KINDS})"),
        sa.CheckConstraint("amount > 0"),
        sa.CheckConstraint("source <> target"),
        sa.CheckConstraint("(kind IN ('post', 'void')) = (hold_id IS NOT NULL)"),
        sa.CheckConstraint("(kind = 'refund') = (refund_of IS NOT NULL)"),
        sa.CheckConstraint(
            "(kind IN ('hold', 'post', 'void', 'refund')) = (task_id IS NOT NULL)"
            " AND (task_id IS NULL) = (item IS NULL) AND (item IS NULL) = (attempt IS NULL)"
        ),
    )
    op.create_index("idx_transfers_owner", "transfers", ["owner", "seq"])
    op.create_index("idx_transfers_item", "transfers", ["task_id", "item", "attempt"])


def _tables_of_a_computer() -> None:
    op.create_table(
        "links",
        sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("server", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("device_id", sa.String(32), nullable=False),
        sa.Column("keys", sa.JSON, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("is_paused", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False, server_default=""),
        sa.Column("dseq", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("head", sa.String(64), nullable=False, server_default=""),
        sa.Column("acked_dseq", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("cursor", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("epoch", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("spent", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("refunded", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("returned", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("kept_along", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("totals", sa.JSON),
        sa.Column("clock_off", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("synced_at", sa.DateTime),
        sa.Column("spent_at", sa.DateTime),
    )
    op.create_table(
        "outbox",
        sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("device_id", sa.String(32), primary_key=True),
        sa.Column("dseq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("refused", sa.String(32)),
    )
    op.create_table(
        "account_entries",
        sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("device_id", sa.String(32)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("task_id", sa.String(64)),
        sa.Column("item", sa.Integer),
        sa.Column("attempt", sa.Integer),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_index("idx_account_entries_newest", "account_entries", ["account_id", "created_at", "id"])
    op.create_index("idx_account_entries_task", "account_entries", ["task_id"])
    op.create_table(
        "outgoing_blobs",
        sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )


def _account(*, primary_key: bool = False) -> "sa.Column[str]":
    to = sa.ForeignKey("accounts.id")
    return sa.Column("account_id", sa.String(64), to, nullable=False, primary_key=primary_key)


def _tables_of_the_cloud() -> None:
    op.create_table(
        "credentials",
        _account(primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.String(32), primary_key=True),
        _account(),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("platform", sa.String(40), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("successor", sa.String(32)),
        sa.Column("closing", sa.JSON),
        sa.Column("acked_dseq", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("acked_hash", sa.String(64), nullable=False, server_default=""),
        sa.Column("spent", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("refunded", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("returned", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("late_events", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("is_awaited", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("blocked_at", sa.BigInteger),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("last_seen_at", sa.DateTime, nullable=False),
    )
    op.create_index("idx_devices_account", "devices", ["account_id"])
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), primary_key=True),
        _account(),
        sa.Column("device_id", sa.String(32), sa.ForeignKey("devices.id"), nullable=False),
        sa.Column("refresh_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("previous_hash", sa.String(64), unique=True),
        sa.Column("access_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("access_until", sa.DateTime, nullable=False),
        sa.Column("is_confirmed", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("refreshed_at", sa.DateTime, nullable=False),
        sa.Column("revoked_at", sa.DateTime),
        sa.Column("revoked_for", sa.String(32)),
    )
    op.create_index("idx_sessions_account", "sessions", ["account_id"])
    op.create_table(
        "topup_codes",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime),
        sa.Column("redeemed_by", sa.String(64)),
        sa.Column("redeemed_at", sa.DateTime),
        sa.CheckConstraint("amount > 0"),
    )
    op.create_table(
        "allowances",
        _account(primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("device_id", sa.String(32), sa.ForeignKey("devices.id"), nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("token", sa.JSON, nullable=False),
        sa.Column("is_opened", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "events",
        _account(primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("device_id", sa.String(32)),
        sa.Column("dseq", sa.BigInteger),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("refused", sa.String(32)),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("device_id", "dseq"),
    )
    op.create_table(
        "blobs",
        _account(primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("is_verified", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "tries",
        sa.Column("subject", sa.String(80), primary_key=True),
        sa.Column("window", sa.DateTime, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "cloud_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
    )
    op.execute("INSERT INTO cloud_state (id, epoch) VALUES (1, 1)")
