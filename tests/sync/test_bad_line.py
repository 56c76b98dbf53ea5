"""A line that is cut again and again: everything arrives in the end, once."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.cloud.cutting import CuttingProxy
from tests.cloud.objects import ObjectServer
from tests.journeys.photos import garment
from tests.sync.cloud import EMAIL, PASSWORD, Cloud
from tests.sync.computer import Computer
from tests.sync.conftest import Buy

PHOTOS = 12


@pytest.fixture
def storage_line(cloud: Cloud, object_server: ObjectServer) -> Iterator[CuttingProxy]:
    """What leads to the pictures' storage from outside."""
    target = urlsplit(object_server.endpoint).port
    assert target is not None
    with closing(CuttingProxy(target=target, seed=7)) as line:
        cloud.restart(CLEANRACK_STORAGE_PUBLIC_ENDPOINT=f"http://127.0.0.1:{line.port}")
        yield line


@pytest.fixture
def cloud_line(cloud: Cloud) -> Iterator[CuttingProxy]:
    """What leads to the cloud."""
    with closing(CuttingProxy(target=cloud.port, seed=7)) as line:
        yield line


def test_everything_arrives_over_a_line_that_is_cut_again_and_again(
    cloud: Cloud, cloud_line: CuttingProxy, storage_line: CuttingProxy, buy: Buy
) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=30)
    studio.do("allowance", {"amount": 20})
    studio.sync()
    studio.do("sign-out")
    _sign_in_through(studio, cloud_line)

    somebody = studio.somebody
    task = somebody.batch(somebody.uploads([garment(n, (1800, 1800)) for n in range(PHOTOS)]))
    somebody.wait(task)
    studio.sync()

    assert storage_line.traffic.cut > 0
    storage_line.heal()
    cloud.sign_in(desk)
    desk.wait_for("synced")
    assert desk.somebody.task(task)["batch_success"] == PHOTOS
    assert desk.statement == studio.statement
    assert desk.quota["balance"] == 30 - PHOTOS
    for item in range(PHOTOS):
        output = f"/api/tasks/{task}/items/{item}/output"
        assert desk.somebody.http.get(output).content == somebody.http.get(output).content


def _sign_in_through(computer: Computer, line: CuttingProxy) -> None:
    asked = {"server": f"http://127.0.0.1:{line.port}", "email": EMAIL, "password": PASSWORD}
    while computer.ask("sign-in", asked).status_code != 200:
        pass
