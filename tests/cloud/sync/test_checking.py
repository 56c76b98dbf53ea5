"""The cloud's own check finds what no rule of the database can stop: whoever may do everything has been at it."""

import psycopg
import pytest

from desktop_app.core import ids
from tests.cloud.sync.cloud import Cloud

TAMPERED = {
    "a gap in the account's story": ("UPDATE accounts SET next_seq = next_seq + 1", "S1"),
    "an acknowledgement of nothing": ("UPDATE devices SET acked_dseq = acked_dseq + 1", "S2"),
    "another head": ("UPDATE devices SET acked_hash = 'f00' WHERE acked_dseq > 0", "S2"),
    "a computer closed by hand": ("UPDATE devices SET state = 'closed'", "S3"),
    "more spent than told": ("UPDATE devices SET spent = spent + 1", "S4"),
    "a token over more than was moved": ("UPDATE allowances SET amount = amount + 1", "S5"),
    "quota of a computer from nowhere": (
        "ALTER TABLE ledger_accounts DISABLE TRIGGER USER;"
        "UPDATE ledger_accounts SET posted = posted + 1 WHERE kind = 'device'",
        "L1",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_check_notices(cloud: Cloud, database_url: str, what: str) -> None:
    studio = cloud.equipped(100)
    studio.finish(studio.make(3), 0, 1)
    studio.give_back(10)
    studio.push()
    cloud.recover(cloud.equipped(20, "old laptop"), claim=ids.new())
    assert cloud.violations() == []
    statement, found = TAMPERED[what]

    with psycopg.connect(database_url) as stranger:
        stranger.execute(statement)  # type: ignore[call-overload]

    assert found in {line.split(":")[0] for line in cloud.violations()}
