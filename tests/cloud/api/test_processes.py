"""Processes of the cloud: they refuse to begin on what is missing, end in order, and are one cloud side by side."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from desktop_app.core import words
from desktop_app.core.errors import CloudSettingError, SchemaBehindError
from desktop_app.core.words import Language
from tests.cloud.api.member import Members, working
from tests.cloud.api.terminal import Terminal
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Place
from tests.journeys import photos
from tests.sync.cloud import Cloud

pytestmark = pytest.mark.xdist_group("cloud-processes")

STARTS = {"api": ("serve", "--home", "cloud"), "worker": ("worker",)}
EACH = pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
NEEDED = ("CLEANRACK_DATABASE", "CLEANRACK_STORAGE", "CLEANRACK_STORAGE_ENDPOINT")


# beginning


@EACH
@pytest.mark.parametrize("name", NEEDED)
def test_a_process_that_misses_a_setting_names_it(
    place: Place, tmp_path: Path, start: tuple[str, ...], name: str
) -> None:
    terminal = Terminal(tmp_path, {key: value for key, value in place.environment.items() if key != name})
    language = (Language.CHINESE, Language.ENGLISH)[len(name) % 2]

    ended = terminal.run(*start, language=language.value)

    assert (ended.returncode, ended.stdout, "Traceback" in ended.stderr) == (6, "", False)
    assert words.explain(language, CloudSettingError(name=name, reason="missing")) in ended.stderr
    assert words.say(language, "reasons.missing") in ended.stderr


@EACH
@pytest.mark.parametrize(
    ("name", "value"),
    [("CLEANRACK_DATABASE", "sqlite:///cleanrack.db"), ("CLEANRACK_SECRET", "short"), ("CLEANRACK_PORT", "a door")],
)
def test_a_setting_that_does_not_fit_is_named_and_never_shown(
    place: Place, tmp_path: Path, start: tuple[str, ...], name: str, value: str
) -> None:
    ended = Terminal(tmp_path, place.environment).run(*start, **{name: value})

    assert (ended.returncode, name in ended.stderr, value in ended.stderr) == (6, True, False)


@EACH
def test_a_process_refuses_a_schema_that_is_behind(
    place: Place, postgres_server: PostgresServer, tmp_path: Path, start: tuple[str, ...]
) -> None:
    empty = postgres_server.empty()

    ended = Terminal(tmp_path, place.environment).run(*start, "--database", empty, language="zh-CN")

    assert (ended.returncode, ended.stdout) == (6, "")
    assert ended.stderr.endswith(words.explain(Language.CHINESE, SchemaBehindError(found="-")) + "\n")
    assert "Traceback" not in ended.stderr
    postgres_server.drop(empty)


def test_an_api_that_cannot_open_the_clouds_keys_does_not_begin(place: Place, members: Members, tmp_path: Path) -> None:
    members.sign_up("has-keys@example.com")

    ended = Terminal(tmp_path, place.environment).run(
        *STARTS["api"], CLEANRACK_SECRET="another secret than the one of before"
    )

    assert (ended.returncode, "CLEANRACK_SECRET" in ended.stderr, "Traceback" in ended.stderr) == (6, True, False)


# ending


def test_asked_to_stop_it_ends_in_order_while_somebody_listens(place: Place, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    cloud = Cloud.at(place, tmp_path / "api", TMPDIR=str(scratch))
    cloud.start()
    family = psutil.Process(cloud.pid).children(recursive=True)

    with closing(Members(cloud)) as members, members.sign_up("stopped@example.com").listening() as heard:
        code = cloud.terminate()
        heard.ended()

    assert (code, "Traceback" in cloud.log) == (0, False)
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert list(scratch.iterdir()) == []


# side by side


@pytest.fixture(scope="module")
def clouds(place: Place, cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cloud, Cloud]]:
    """Two processes of one cloud."""
    second = Cloud.at(place, tmp_path_factory.mktemp("cloud") / "second")
    second.start()
    yield cloud, second
    second.kill()


def test_what_happens_at_one_process_is_heard_at_the_other(clouds: tuple[Cloud, Cloud], members: Members) -> None:
    here = members.sign_up("heard@example.com")
    there = members.at(clouds[1], here)

    with there.listening() as heard:
        here.act()
        heard.until(lambda event: event["type"] == "account")


def test_a_batch_made_at_one_process_is_watched_at_both(
    place: Place, clouds: tuple[Cloud, Cloud], members: Members
) -> None:
    here = members.sign_up("batch@example.com", quota=10)
    there = members.at(clouds[1], here)

    with working(place), here.listening() as by_here, there.listening() as by_there:
        task_id = here.batch(there.uploads([photos.garment(1), photos.cut_short(2)]))
        for heard in (by_here, by_there):
            heard.until(lambda event: event["type"] == "task" and event["status"] == "completed")
        seen = [each.task(task_id) for each in (here, there)]

    assert seen[0] == seen[1]
    assert (seen[0]["batch_success"], seen[0]["batch_failed"], here.balance) == (1, 1, 9)
    assert [there.http.get(f"/api/tasks/{task_id}/items/0/output").status_code for _ in range(2)] == [200, 200]


def test_a_sign_out_at_one_process_holds_at_the_other(clouds: tuple[Cloud, Cloud], members: Members) -> None:
    here = members.sign_up("leaves@example.com")
    there = members.at(clouds[1], here)
    assert there.http.get("/api/quota").status_code == 200

    here.http.delete("/api/sessions/current")

    assert there.http.get("/api/quota").status_code == 401
