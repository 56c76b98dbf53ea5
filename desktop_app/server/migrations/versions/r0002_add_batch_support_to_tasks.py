"""add_batch_support_to_tasks: many pictures in one task; old rows stay what they were."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add exactly the five batch columns and their index."""
    op.add_column("tasks", sa.Column("is_batch", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("tasks", sa.Column("batch_total", sa.Integer, nullable=False, server_default="0"))
    op.add_column("tasks", sa.Column("batch_success", sa.Integer, nullable=False, server_default="0"))
    op.add_column("tasks", sa.Column("batch_failed", sa.Integer, nullable=False, server_default="0"))
    op.add_column("tasks", sa.Column("batch_items", sa.JSON))
    op.create_index("idx_is_batch", "tasks", ["is_batch"])
