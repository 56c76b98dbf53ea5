"""What every test may lean on: a real server on a fresh data folder, and somebody who works with it."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from desktop_app.core import paths
from desktop_app.imaging import models
from desktop_app.imaging.models import Model
from tests import nursery
from tests.journeys.house import House
from tests.journeys.merchant import Merchant
from tests.weights import Registry

T = TypeVar("T")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Hundreds of servers start in these tests: they load no network unless the test is about one. Processes that run
# tests inherit both variables, and set neither again.
OFFERED = "CLEANRACK_OFFERED_MODELS"
if OFFERED not in os.environ:
    os.environ[OFFERED] = os.environ.get(paths.MODELS_VARIABLE, "")
    os.environ[paths.MODELS_VARIABLE] = str(Path(__file__).with_name("no-models"))


def _qt_missing() -> str:
    """Why Qt cannot be used here: the library it lacks; "" where it can."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as exc:
        return str(exc)
    return ""


QT_MISSING = _qt_missing()
WINDOW_TESTS = ("ui", "journeys/window")
START_BY_THEMSELVES = (
    *("client/test_bundled", "client/test_session", "contracts/", "installer/"),
    *("faults/test_kill_server", "faults/test_parent_dies", "server/test_security"),
)
"""Tests of how servers start and end."""


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Where Qt lacks a system library, everything but the window is still tested; never on CI.

    It is no option; this is the last moment before pytest-qt looks for Qt.
    """
    if QT_MISSING and os.environ.get("CI") != "true":
        pluginmanager.unregister(name="pytest-qt")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the window's tests out where there can be no window."""
    inside = collection_path.relative_to(Path(__file__).parent).as_posix()
    return True if QT_MISSING and inside.startswith(WINDOW_TESTS) else None


def pytest_configure() -> None:
    """Servers may be forked."""
    nursery.adopt()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where the start of servers is not the subject, they are forked."""
    inside = item.path.relative_to(Path(__file__).parent).as_posix()
    nursery.is_open = not inside.startswith(START_BY_THEMSELVES)


def pytest_unconfigure() -> None:
    """Nothing stays."""
    nursery.close()


def pytest_report_header() -> list[str]:
    """What is left out."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        offer(monkeypatch)
        found = models.best("u2netp")
    cutout = f"cut-out model: {found.name}" if found else "cut-out model: none, what needs one is not tested"
    if not QT_MISSING:
        return ["Qt: there", cutout]
    return [f"Qt: not usable ({QT_MISSING}), the window is not tested; see installer/linux-packages.txt", cutout]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse two tests of one name: spread over processes, only one of them would run, and nobody would notice."""
    twice = [name for name, count in Counter(item.nodeid for item in items).items() if count > 1]
    if twice:
        raise pytest.UsageError(f"several tests are called {twice[0]}")


def pytest_collection_finish() -> None:
    """What thousands of tests are made of stays to the end: no need to look through it for garbage, again and again."""
    gc.freeze()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A running server on a fresh data folder, with the trial account and its 100 quota."""
    with House(tmp_path / "data") as running:
        yield running


@pytest.fixture
def merchant(house: House) -> Merchant:
    """Somebody who speaks Chinese and works with `house`."""
    return house.merchant()


@pytest.fixture
def signed_in(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Makes a running server whose account holds so much quota."""
    made: list[House] = []

    def make(quota: int, **options: int) -> House:
        house = House(tmp_path / f"data{len(made)}", account="merchant-a", **options)
        made.append(house)
        house.give("merchant-a", quota)
        return house.open()

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A running server with quota to spare, shared by the tests of a module that do not count it."""
    house = House(tmp_path_factory.mktemp("shop") / "data", account="merchant-a")
    house.give("merchant-a", 100_000)
    with house:
        yield house


@pytest.fixture
def at_once() -> Callable[[int, Callable[[], T]], list[T]]:
    """Does something so many times at the same moment; what each time gave."""

    def run(count: int, call: Callable[[], T]) -> list[T]:
        start = Barrier(count)

        def one(_: int) -> T:
            start.wait()
            return call()

        with ThreadPoolExecutor(count) as threads:
            return list(threads.map(one, range(count)))

    return run


@pytest.fixture
def shop_merchant(shop: House) -> Merchant:
    """Somebody who works with `shop`, the day after everybody before."""
    shop.time_passes("25 hours")
    return shop.merchant()


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Made-up cut-out models that pip can fetch, and none installed."""
    return Registry(tmp_path / "models", monkeypatch)


def offer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let cut-out models be found that this environment has."""
    if os.environ[OFFERED]:
        monkeypatch.setenv(paths.MODELS_VARIABLE, os.environ[OFFERED])
    else:
        monkeypatch.delenv(paths.MODELS_VARIABLE)


@pytest.fixture
def cutout_model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """The real model that this environment offers, whichever it is."""
    offer(monkeypatch)
    found = models.best("u2netp")
    return found or pytest.skip("no cut-out model is installed here: cleanrack models install u2netp")


@pytest.fixture
def cutout_weights(cutout_model: Model) -> Path:
    """Its file; ask for it before `no_model`."""
    file = models.find(cutout_model.name)
    assert file is not None
    return file


@pytest.fixture
def no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cut-out model is there, whatever the environment offers."""
    monkeypatch.setenv("CLEANRACK_MODELS", str(tmp_path / "no-models"))


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    """A folder for photos."""
    folder = tmp_path / "拍摄"
    folder.mkdir()
    return folder
