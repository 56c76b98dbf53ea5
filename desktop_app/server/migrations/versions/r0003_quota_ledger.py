"""Accounts and the quota ledger: append-only, and the database itself refuses whoever thinks otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Every rule that keeps quota right, as the database enforces it; a caller that forgets one is refused, not believed.
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
        WHEN NEW.source IS NOT NEW.owner || CASE NEW.kind
                WHEN 'grant' THEN '/issuer' WHEN 'refund' THEN '/spent' ELSE '/balance' END
            OR NEW.target IS NOT NEW.owner || CASE
                WHEN NEW.kind IN ('grant', 'refund') THEN '/balance' ELSE '/spent' END
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
            posted = posted - CASE WHEN NEW.kind IN ('grant', 'post', 'refund') THEN NEW.amount ELSE 0 END,
            held = held + CASE NEW.kind WHEN 'hold' THEN NEW.amount WHEN 'post' THEN -NEW.amount
                WHEN 'void' THEN -NEW.amount ELSE 0 END
            WHERE id = NEW.source;
        UPDATE ledger_accounts SET
            posted = posted + CASE WHEN NEW.kind IN ('grant', 'post', 'refund') THEN NEW.amount ELSE 0 END
            WHERE id = NEW.target;
        END""",
    "ledger_accounts_start_empty": """BEFORE INSERT ON ledger_accounts WHEN NEW.posted <> 0 OR NEW.held <> 0
        OR EXISTS (SELECT 1 FROM ledger_accounts a WHERE a.id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'ledger: accounts start empty, once'); END""",
    "ledger_accounts_never_deleted": """BEFORE DELETE ON ledger_accounts
        BEGIN SELECT RAISE(ABORT, 'ledger: accounts stay'); END""",
}


def upgrade() -> None:
    """Make accounts, ledger and the record of answered requests."""
    _accounts()
    _ledger()
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("key", sa.String(128), primary_key=True),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("error", sa.String(32)),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    if op.get_bind().dialect.name != "sqlite":
        return  # revision 0007 says the rules to PostgreSQL
    for name, rule in RULES.items():
        op.execute(f"CREATE TRIGGER {name} {rule}")


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("is_trial", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    # Whoever has tasks from the single-image era keeps them under the same account.
    op.execute(
        "INSERT INTO accounts (id, is_trial, created_at)"
        " SELECT user_id, TRUE, MIN(created_at) FROM tasks GROUP BY user_id"
    )


def _ledger() -> None:
    op.create_table(
        "ledger_accounts",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("owner", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("posted", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("held", sa.BigInteger, nullable=False, server_default="0"),
        sa.UniqueConstraint("owner", "kind"),
        sa.CheckConstraint("kind IN ('issuer', 'balance', 'spent')"),
        sa.CheckConstraint("held >= 0"),
        sa.CheckConstraint("kind = 'issuer' OR posted - held >= 0", name="never_overspent"),
    )
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
        sa.CheckConstraint("kind IN ('grant', 'hold', 'post', 'void', 'refund')"),
        sa.CheckConstraint("amount > 0"),
        sa.CheckConstraint("source <> target"),
        sa.CheckConstraint("(kind IN ('post', 'void')) = (hold_id IS NOT NULL)"),
        sa.CheckConstraint("(kind = 'refund') = (refund_of IS NOT NULL)"),
        sa.CheckConstraint(
            "(kind = 'grant') = (task_id IS NULL) AND (task_id IS NULL) = (item IS NULL)"
            " AND (item IS NULL) = (attempt IS NULL)"
        ),
    )
    op.create_index("idx_transfers_owner", "transfers", ["owner", "seq"])
    op.create_index("idx_transfers_item", "transfers", ["task_id", "item", "attempt"])
