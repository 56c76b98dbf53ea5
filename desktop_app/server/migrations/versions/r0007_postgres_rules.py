"""PostgreSQL keeps quota right by itself too: the rules SQLite has, who may do what, and whose rows they see.

Nothing on SQLite: revisions 0003 and 0006 have said the rules there, and everything in a file belongs to its computer.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ROLE = "cleanrack_app"

OWNED = {
    "accounts": "id",
    "tasks": "user_id",
    "uploads": "user_id",
    "assets": "user_id",
    "idempotency_keys": "user_id",
    "ledger_accounts": "owner",
    "transfers": "owner",
    "credentials": "account_id",
    "devices": "account_id",
    "sessions": "account_id",
    "allowances": "account_id",
    "events": "account_id",
    "blobs": "account_id",
}
"""Tables whose rows belong to an account, and the column that says to which."""

SHARED = ("topup_codes", "signing_keys", "tries", "cloud_state")
"""Tables of the cloud as a whole."""

FINAL = ("transfers", "events", "ledger_accounts")
"""Tables the service may read and add to, and nothing else: what is written there is history."""

# What an entry must be for its insertion to go on; each is the rule of the same name on SQLite. Entries need no rule
# against being replaced here: ON CONFLICT DO UPDATE is an update.
ENTRIES = {
    "transfers_chained": (
        "chain broken",
        """NEW.prev = COALESCE((SELECT hash FROM transfers WHERE owner = NEW.owner ORDER BY seq DESC LIMIT 1), '')""",
    ),
    # Else an entry could spend the issuer's purse, which has no floor, or another owner's.
    "entries_between_their_accounts": (
        "entry not between its accounts",
        """EXISTS (SELECT 1 FROM ledger_accounts s, ledger_accounts t
            WHERE s.id = NEW.source AND t.id = NEW.target AND s.owner = NEW.owner AND t.owner = NEW.owner
            AND NEW.kind || ' ' || s.kind || ' ' || t.kind IN (
                'grant issuer balance', 'hold balance spent', 'post balance spent', 'void balance spent',
                'refund spent balance', 'return balance issuer', 'move balance device', 'hold device spent',
                'post device spent', 'void device spent', 'refund spent device', 'return device balance',
                'settle device spent', 'settle spent device', 'forfeit device forfeit'))""",
    ),
    "holds_one_open_per_item": (
        "open hold exists",
        """NEW.kind <> 'hold' OR NOT EXISTS (SELECT 1 FROM transfers h
            WHERE h.kind = 'hold' AND h.task_id = NEW.task_id AND h.item = NEW.item
            AND (h.attempt = NEW.attempt OR NOT EXISTS (SELECT 1 FROM transfers e WHERE e.hold_id = h.id)))""",
    ),
    "ends_match_their_hold": (
        "end without its hold",
        """NEW.kind NOT IN ('post', 'void') OR EXISTS (SELECT 1 FROM transfers h WHERE h.id = NEW.hold_id
            AND h.kind = 'hold' AND h.owner = NEW.owner AND h.source = NEW.source AND h.target = NEW.target
            AND h.amount = NEW.amount AND h.task_id = NEW.task_id AND h.item = NEW.item AND h.attempt = NEW.attempt)""",
    ),
    "refunds_mirror_their_post": (
        "refund without its post",
        """NEW.kind <> 'refund' OR EXISTS (SELECT 1 FROM transfers p WHERE p.id = NEW.refund_of
            AND p.kind = 'post' AND p.owner = NEW.owner AND p.source = NEW.target AND p.target = NEW.source
            AND p.amount = NEW.amount AND p.task_id = NEW.task_id AND p.item = NEW.item AND p.attempt = NEW.attempt)""",
    ),
}

# Refusals of a whole kind of statement. Ledger accounts cannot be emptied without the entries that name them.
NEVER = {
    "transfers_never_updated": ("UPDATE OR DELETE ON transfers FOR EACH ROW", "ledger: entries are final"),
    "transfers_never_emptied": ("TRUNCATE ON transfers", "ledger: entries are final"),
    "ledger_accounts_never_deleted": ("DELETE ON ledger_accounts FOR EACH ROW", "ledger: accounts stay"),
    "ledger_accounts_start_empty": (
        "INSERT ON ledger_accounts FOR EACH ROW WHEN (NEW.posted <> 0 OR NEW.held <> 0)",
        "ledger: accounts start empty, once",
    ),
    "ledger_accounts_move_by_entries": (
        "UPDATE ON ledger_accounts FOR EACH ROW WHEN (pg_trigger_depth() = 0)",
        "ledger: balances move by entries",
    ),
    "events_never_updated": ("UPDATE ON events FOR EACH ROW", "events: what was told stays told"),
    "events_never_emptied": ("TRUNCATE ON events", "events: what was told stays told"),
}

# Two writers of one account come one after the other, also where the service forgot to lock: else each would find the
# chain and the holds as they were before the other. Triggers of a kind run by name, and this one's comes first.
_LOCK = """
CREATE FUNCTION account_locked_first() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ BEGIN
    PERFORM 1 FROM accounts WHERE id = NEW.owner FOR NO KEY UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER account_locked_first BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION account_locked_first()
"""

# As the owner of the tables (SECURITY DEFINER): the service itself may not touch a balance. Once for a statement, not
# for each entry: of a batch of 50 that saves PostgreSQL 98 updates of the same two rows, and 12 ms of 27.
_MOVE = """
CREATE FUNCTION transfers_move_balances() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
    UPDATE ledger_accounts SET posted = ledger_accounts.posted + moved.posted, held = ledger_accounts.held + moved.held
    FROM (
        SELECT id, sum(posted)::bigint AS posted, sum(held)::bigint AS held FROM (
            SELECT source AS id,
                CASE WHEN kind IN ('hold', 'void') THEN 0 ELSE -amount END AS posted,
                CASE WHEN kind = 'hold' THEN amount WHEN kind IN ('post', 'void') THEN -amount ELSE 0 END AS held
                FROM entered
            UNION ALL
            SELECT target, CASE WHEN kind IN ('hold', 'void') THEN 0 ELSE amount END, 0 FROM entered
        ) sides GROUP BY id
    ) moved WHERE ledger_accounts.id = moved.id;
    RETURN NULL;
END $$;
CREATE TRIGGER transfers_move_balances AFTER INSERT ON transfers REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION transfers_move_balances()
"""

# Who deletes an account deletes its credentials first; nobody else can forget what was told.
_FORGET = """
CREATE FUNCTION events_deleted_with_their_account() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM credentials WHERE account_id = OLD.account_id) THEN
        RAISE EXCEPTION 'events: what was told stays told' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER events_deleted_with_their_account BEFORE DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION events_deleted_with_their_account()
"""

# A photo that came in lies in the storage, checked: its computer need not send it again, and once no row names it any
# more it is let go of like every other picture.
_KEEP = """
CREATE FUNCTION uploads_are_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ BEGIN
    INSERT INTO blobs (account_id, sha256, size, is_verified, created_at)
        VALUES (NEW.user_id, NEW.sha256, NEW.size, true, NEW.created_at)
        ON CONFLICT (account_id, sha256) DO UPDATE SET size = EXCLUDED.size, is_verified = true;
    RETURN NULL;
END $$;
CREATE TRIGGER uploads_are_kept AFTER INSERT ON uploads FOR EACH ROW EXECUTE FUNCTION uploads_are_kept()
"""

_REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

# Where the operator has made the role and granted it, the login needs no right to do so itself.
_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}') THEN
        CREATE ROLE {ROLE} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of this server is being migrated beside this one
END $$;
DO $$ BEGIN
    GRANT {ROLE} TO CURRENT_USER;
EXCEPTION WHEN insufficient_privilege THEN
    NULL;
END $$;
GRANT USAGE ON SCHEMA public TO {ROLE}
"""


def upgrade() -> None:
    """Say the rules."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.alter_column("transfers", "seq", type_=sa.BigInteger)
    op.execute("ALTER SEQUENCE transfers_seq_seq AS bigint")
    op.create_index("idx_transfers_newest", "transfers", ["owner", "created_at", "id"])  # the order of statements
    _rules()
    op.execute(_ROLE)
    for table in (*OWNED, *SHARED):
        allowed = "SELECT, INSERT" if table in FINAL else "SELECT, INSERT, UPDATE, DELETE"
        op.execute(f"GRANT {allowed} ON {table} TO {ROLE}")
    op.execute(f"GRANT SELECT ON alembic_version TO {ROLE}")  # the service asks whether it knows this schema
    op.execute(f"GRANT DELETE ON events TO {ROLE}")  # with their account; the trigger minds that
    op.execute(f"GRANT USAGE ON SEQUENCE transfers_seq_seq TO {ROLE}")
    for table, column in OWNED.items():
        _seen_by_its_owner(table, column)


def _rules() -> None:
    op.execute(_LOCK)
    op.execute(_MOVE)
    op.execute(_FORGET)
    op.execute(_KEEP)
    op.execute(_REFUSE)
    for name, (message, wanted) in ENTRIES.items():
        op.execute(
            f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$ BEGIN
                IF ({wanted}) IS NOT TRUE THEN
                    RAISE EXCEPTION 'ledger: {message}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$"""
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION {name}()")
    for name, (statement, message) in NEVER.items():
        op.execute(f"CREATE TRIGGER {name} BEFORE {statement} EXECUTE FUNCTION refuse('{message}')")


def _seen_by_its_owner(table: str, column: str) -> None:
    speaker = "current_setting('app.account', true)"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")  # also for whoever made the tables
    op.execute(f"CREATE POLICY seen_by_its_owner ON {table} USING ({column} = {speaker} OR {speaker} = '*')")
