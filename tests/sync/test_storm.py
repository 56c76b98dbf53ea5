"""A small storm: lines that are cut, the cloud killed twice and the storage once. `python -m tests.faults.storm` is whole."""

from tests.benchmarks.row import table
from tests.cloud.objects import ObjectServer
from tests.faults.storm.ground import linked
from tests.faults.storm.plan import Storm
from tests.faults.storm.run import run
from tests.sync.cloud import Cloud
from tests.sync.conftest import Buy

SMALL = Storm(blobs=18, events=160, kills=2, storage_kills=1)


def test_nothing_is_lost_doubled_or_sent_too_often_in_a_storm(
    cloud: Cloud, object_server: ObjectServer, buy: Buy
) -> None:
    with linked(SMALL, cloud, object_server, buy) as ground:
        outcome = run(SMALL, ground)

    print(table(outcome.rows))
    assert outcome.is_well, (table(outcome.rows), outcome.findings)
