"""The database as SQLAlchemy sees it. Migrations make it; this names it for queries."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment in UTC, stored without zone (as the single-image era stored it) and read with one."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Strip the zone on the way in."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:
        """Add it on the way out."""
        return value.replace(tzinfo=UTC) if value else None


metadata = sa.MetaData()

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("is_trial", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("next_seq", sa.BigInteger, nullable=False, server_default="1"),
)

tasks = sa.Table(
    "tasks",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("user_id", sa.String(64), nullable=False),
    sa.Column("feature_id", sa.String(64), nullable=False),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("type", sa.String(32), nullable=False),
    sa.Column("input_url", sa.Text),
    sa.Column("params", sa.JSON),
    sa.Column("input_data", sa.JSON),
    sa.Column("eligible_for_refund", sa.Boolean, nullable=False),
    sa.Column("refunded", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Column("completed_at", UtcDateTime),
    sa.Column("is_batch", sa.Boolean, nullable=False),
    sa.Column("batch_total", sa.Integer, nullable=False),
    sa.Column("batch_success", sa.Integer, nullable=False),
    sa.Column("batch_failed", sa.Integer, nullable=False),
    sa.Column("batch_items", sa.JSON),
    sa.Column("pause_reason", sa.JSON),
    sa.Column("device", sa.String(32)),
)

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("user_id", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("format", sa.String(16), nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("perceptual_hash", sa.String(16), nullable=False),
    sa.Column("findings", sa.JSON, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

assets = sa.Table(
    "assets",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("user_id", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("task_id", sa.String(64), sa.ForeignKey("tasks.id"), nullable=False),
    sa.Column("item", sa.Integer, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("shop", sa.String(32), nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("crc32", sa.BigInteger, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("media_type", sa.String(32), nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("deleted_at", UtcDateTime),
)

ledger_accounts = sa.Table(
    "ledger_accounts",
    metadata,
    sa.Column("id", sa.String(80), primary_key=True),
    sa.Column("owner", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("posted", sa.BigInteger, nullable=False),
    sa.Column("held", sa.BigInteger, nullable=False),
)

transfers = sa.Table(
    "transfers",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("id", sa.String(32), nullable=False, unique=True),
    sa.Column("owner", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("source", sa.String(80), sa.ForeignKey("ledger_accounts.id"), nullable=False),
    sa.Column("target", sa.String(80), sa.ForeignKey("ledger_accounts.id"), nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("hold_id", sa.String(32), unique=True),
    sa.Column("refund_of", sa.String(32), unique=True),
    sa.Column("task_id", sa.String(64)),
    sa.Column("item", sa.Integer),
    sa.Column("attempt", sa.Integer),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("prev", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("user_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("key", sa.String(128), primary_key=True),
    sa.Column("body_hash", sa.String(64), nullable=False),
    sa.Column("error", sa.String(32)),
    sa.Column("answer", sa.JSON, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

# What only a computer keeps.

links = sa.Table(
    "links",
    metadata,
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
    sa.Column("synced_at", UtcDateTime),
    sa.Column("spent_at", UtcDateTime),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("device_id", sa.String(32), primary_key=True),
    sa.Column("dseq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String(32), nullable=False, unique=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("prev", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("refused", sa.String(32)),
)

account_entries = sa.Table(
    "account_entries",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("device_id", sa.String(32)),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("task_id", sa.String(64)),
    sa.Column("item", sa.Integer),
    sa.Column("attempt", sa.Integer),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

outgoing_blobs = sa.Table(
    "outgoing_blobs",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

sent_tasks = sa.Table(
    "sent_tasks",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("feature_id", sa.String(64), nullable=False),
    sa.Column("is_batch", sa.Boolean, nullable=False),
    sa.Column("input_data", sa.JSON, nullable=False),
    sa.Column("photos", sa.JSON, nullable=False),
    sa.Column("price", sa.Integer, nullable=False),
    sa.Column("key", sa.String(32), nullable=False, unique=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("fault", sa.JSON),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)
