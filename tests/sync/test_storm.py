"""A small storm: lines are cut, cloud and storage are killed. `python -m tests.faults.storm` is a whole one."""

from tests.benchmarks.row import table
from tests.cloud.objects import ObjectServer
from tests.faults.storm import reckoning
from tests.faults.storm.ground import Ground, linked
from tests.faults.storm.plan import Storm
from tests.faults.storm.run import run
from tests.sync.cloud import Cloud
from tests.sync.conftest import Buy

SMALL = Storm(blobs=18, events=160, kills=2, storage_kills=1)


def test_nothing_is_lost_doubled_or_sent_too_often_in_a_storm_and_what_would_be_is_noticed(
    cloud: Cloud, object_server: ObjectServer, buy: Buy
) -> None:
    with linked(SMALL, cloud, object_server, buy) as ground:
        outcome = run(SMALL, ground)
        _spoil(ground)
        noticed = reckoning.disagreements(ground, SMALL, outcome.work)
        lost = reckoning.pictures_lost(ground, SMALL)

    print(table(outcome.rows))
    assert outcome.is_well, (table(outcome.rows), outcome.findings)
    assert noticed == ["the statements differ", "the libraries differ", "the tasks differ"]
    assert lost == 1


def _spoil(ground: Ground) -> None:
    """As if the storm had cost one entry, one picture's row, one picture's bytes and the end of one task."""
    desk = ground.desk
    desk.alter("DELETE FROM account_entries WHERE id = (SELECT id FROM account_entries WHERE kind = 'post' LIMIT 1)")
    (first, *_, last) = (row for row in desk.rows("SELECT id, sha256 FROM assets WHERE deleted_at IS NULL ORDER BY id"))
    desk.alter("DELETE FROM assets WHERE id = ?", first[0])
    desk.blob(last[1]).write_bytes(b"half of it")
    desk.alter("UPDATE tasks SET batch_success = batch_success - 1 WHERE id = (SELECT max(id) FROM tasks)")
