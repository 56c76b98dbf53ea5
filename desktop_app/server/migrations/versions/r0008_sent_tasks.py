"""Tasks that a computer sends to the cloud, until the cloud has them. Nothing on PostgreSQL: the cloud sends none."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of a computer."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.create_table(
        "sent_tasks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account_id", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("feature_id", sa.String(64), nullable=False),
        sa.Column("is_batch", sa.Boolean, nullable=False),
        sa.Column("input_data", sa.JSON, nullable=False),
        sa.Column("photos", sa.JSON, nullable=False),
        sa.Column("price", sa.Integer, nullable=False),
        sa.Column("key", sa.String(32), nullable=False, unique=True),
        sa.Column(
            "state",
            sa.String(16),
            sa.CheckConstraint(
                "state IN ('waiting', 'paused', 'asked', 'stopping', 'refused', 'cancelled', 'there')", name="known"
            ),
            nullable=False,
        ),
        sa.Column("fault", sa.JSON),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
    )
    op.create_index("idx_sent_tasks_account", "sent_tasks", ["account_id", "created_at"])
