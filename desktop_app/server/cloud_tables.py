"""Tables that only the cloud keeps: who has which account, which computers, and what they have told."""

import sqlalchemy as sa

from desktop_app.server.tables import UtcDateTime, metadata

credentials = sa.Table(
    "credentials",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("email", sa.String(254), nullable=False, unique=True),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

devices = sa.Table(
    "devices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
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
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("last_seen_at", UtcDateTime, nullable=False),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("device_id", sa.String(32), sa.ForeignKey("devices.id"), nullable=False),
    sa.Column("refresh_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("previous_hash", sa.String(64), unique=True),
    sa.Column("access_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("access_until", UtcDateTime, nullable=False),
    sa.Column("is_confirmed", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("refreshed_at", UtcDateTime, nullable=False),
    sa.Column("revoked_at", UtcDateTime),
    sa.Column("revoked_for", sa.String(32)),
)

topup_codes = sa.Table(
    "topup_codes",
    metadata,
    sa.Column("code_hash", sa.String(64), primary_key=True),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime),
    sa.Column("redeemed_by", sa.String(64)),
    sa.Column("redeemed_at", UtcDateTime),
)

allowances = sa.Table(
    "allowances",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("device_id", sa.String(32), sa.ForeignKey("devices.id"), nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("token", sa.JSON, nullable=False),
    sa.Column("is_opened", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("device_id", sa.String(32)),
    sa.Column("dseq", sa.BigInteger),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("refused", sa.String(32)),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

blobs = sa.Table(
    "blobs",
    metadata,
    sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("is_verified", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

signing_keys = sa.Table(
    "signing_keys",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("secret", sa.String(64), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

tries = sa.Table(
    "tries",
    metadata,
    sa.Column("subject", sa.String(80), primary_key=True),
    sa.Column("window", UtcDateTime, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)

cloud_state = sa.Table(
    "cloud_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
)
