"""Pictures of one photo for several shops: each is an asset of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Say for which shop an asset was made; what there was before was made for none."""
    # The old constraint was made without a name: SQLite takes it by this convention, PostgreSQL has named it itself.
    conventions = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
    with op.batch_alter_table("assets", naming_convention=conventions) as table:
        table.add_column(sa.Column("shop", sa.String(32), nullable=False, server_default=""))
        table.drop_constraint("assets_task_id_item_attempt_key", type_="unique")
        table.create_unique_constraint("assets_task_id_item_attempt_shop_key", ["task_id", "item", "attempt", "shop"])
