"""Hostile files and file names through the whole way: upload, batch, ZIP. Nothing breaks, nothing is charged for."""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import httpx
import pytest

from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Answer, Merchant, refusal
from tests.server import hostile
from tests.server.hostile import NAMES, Done, Failed, Hostile, Refused

pytestmark = pytest.mark.xdist_group("hostile")

FILES = {case.title: case for case in hostile.files()}
QUOTA = 1000

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}


@dataclass
class Outcome:
    """What became of one hostile file."""

    sent: httpx.Response
    item: Answer | None
    picture: bytes | None


@dataclass
class Run:
    """Everything that happened."""

    house: House
    merchant: Merchant
    outcomes: dict[str, Outcome]
    tasks: list[Answer]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All hostile files uploaded, what was taken submitted in batches, every batch over."""
    house = House(tmp_path_factory.mktemp("hostile") / "data", account="merchant-a", workers=2)
    house.give("merchant-a", QUOTA)
    with house:
        merchant = house.merchant()
        sent = {title: merchant.send(case.content, case.name) for title, case in FILES.items()}
        taken = {title: answer.json()["data"]["id"] for title, answer in sent.items() if answer.status_code == 201}
        tasks, outcomes = [], {title: Outcome(answer, None, None) for title, answer in sent.items()}
        for start in range(0, len(taken), 50):
            some = dict(list(taken.items())[start : start + 50])
            tasks.append(merchant.wait(merchant.batch(list(some.values()))))
            for title, item in zip(some, tasks[-1]["batch_items"], strict=True):
                outcomes[title].item = item
                if item["output"]:
                    path = f"/api/tasks/{tasks[-1]['id']}/items/{item['index']}/output"
                    outcomes[title].picture = merchant.http.get(path).content
        yield Run(house, merchant, outcomes, tasks)


def cases(kind: type) -> Any:
    chosen = [case for case in FILES.values() if isinstance(case.end, kind)]
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case.title)


@cases(Refused)
def test_what_is_no_photo_is_refused_with_a_reason(run: Run, case: Hostile):
    outcome = run.outcomes[case.title]

    status, code, sentence = refusal(outcome.sent)

    assert Refused(status, code) == case.end
    assert sentence
    assert "{" not in sentence


@cases(Failed)
def test_what_cannot_be_read_is_told_before_it_costs_and_fails_alone(run: Run, case: Hostile):
    outcome = run.outcomes[case.title]
    assert outcome.item is not None

    upload, item = outcome.sent.json()["data"], outcome.item

    told = {6001: "unreadable", 6002: "too-large", 6003: "too-small"}[case.end.code]
    assert [finding["kind"] for finding in upload["findings"] if finding["kind"] != "duplicate"] == [told]
    assert item["status"] == "failed"
    assert Failed(item["error"]["code"]) == case.end
    assert "{" not in item["error"]["message"]
    assert item["output"] is None


@cases(Done)
def test_what_is_odd_but_whole_becomes_a_clean_picture(run: Run, case: Hostile):
    outcome = run.outcomes[case.title]
    assert outcome.item is not None
    assert outcome.item["status"] == "success", outcome.item["error"]
    assert outcome.picture is not None

    picture = photos.opened(outcome.picture)

    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert Done(picture.size) == case.end
    assert b"hostile" not in outcome.picture
    assert b"Exif" not in outcome.picture
    assert outcome.item["output"]["file_name"].endswith(".jpg")


@pytest.mark.parametrize("number", range(1, 9))
def test_every_orientation_comes_out_upright(run: Run, number: int):
    outcome = run.outcomes[f"orientation {number}"]
    assert outcome.picture is not None
    upload = outcome.sent.json()["data"]
    assert (upload["width"], upload["height"]) == photos.SMALL

    grey = photos.opened(outcome.picture).convert("L")

    width, height = grey.size
    corners = [(8, 8), (width - 8, 8), (8, height - 8), (width - 8, height - 8)]
    dark = [grey.getpixel(corner) < 100 for corner in corners]
    assert grey.size == photos.SMALL
    assert dark == [True, False, False, False]


def test_quota_is_kept_for_exactly_the_pictures_that_were_made(run: Run):
    made = sum(outcome.picture is not None for outcome in run.outcomes.values())
    taken = sum(outcome.item is not None for outcome in run.outcomes.values())

    quota = run.merchant.get("/api/quota")
    receipts = [task["receipt"] for task in run.tasks]

    assert (quota["used"], quota["held"]) == (made, 0)
    assert sum(receipt["charged"] for receipt in receipts) == taken
    assert sum(receipt["returned"] for receipt in receipts) == taken - made
    assert quota["balance"] + quota["used"] == QUOTA


def test_server_and_workers_are_well_after_all_that(run: Run):
    checks = run.merchant.get("/api/diagnostics")["checks"]
    plain = run.merchant.upload(photos.garment(5, (600, 800)))

    assert [check for check in checks if not check["ok"]] == []
    assert (plain["width"], plain["height"]) == (600, 800)
    assert list((run.house.folder / "incoming").iterdir()) == []
    for accident in ("defect", "died", "Traceback"):
        assert accident not in run.house.log


# names


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The ZIP of a batch of photos under hostile names, and the names as the uploads tell them."""
    with House(tmp_path_factory.mktemp("named") / "data") as house:
        merchant = house.merchant()
        uploads = [merchant.upload(photos.garment(n), name.told) for n, name in enumerate(NAMES)]
        task = merchant.wait(merchant.batch([upload["id"] for upload in uploads]))
        assert task["batch_failed"] == 0
        yield merchant.archive(task["id"])


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name.told[:40]))
def test_a_hostile_name_becomes_a_safe_one(named: zipfile.ZipFile, name: hostile.Named):
    stored = named.namelist()[NAMES.index(name)]

    assert stored == name.kept
    assert is_safe_on_windows(stored)


def test_no_two_names_are_the_same_to_any_file_system(named: zipfile.ZipFile):
    folded = [unicodedata.normalize("NFC", name.casefold()) for name in named.namelist()]
    folders = {str(parent) for name in folded for parent in PurePosixPath(name).parents}

    assert len(set(folded)) == len(folded)
    assert folders.isdisjoint(folded)


def test_the_manifest_has_no_formula_and_no_line_break_in_a_name(named: zipfile.ZipFile):
    content = named.read("manifest.csv").decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content)))

    assert len(rows) == len(NAMES) == len(content.splitlines()) - 1
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_name_that_is_not_utf_8_is_no_reason_to_lose_the_photo(shop_merchant: Merchant):
    answers = [
        shop_merchant.http.post("/api/uploads", content=photos.garment(1), headers={b"x-file-name": raw})
        for raw in (b"%FF%FE%C0%80.jpg", b"\xe9t\xe9.jpg", b"%", b"%u4e2d.jpg")
    ]

    assert [answer.status_code for answer in answers] == [201] * 4
    assert all(is_safe_on_windows(answer.json()["data"]["file_name"]) for answer in answers)


def is_safe_on_windows(path: str) -> bool:
    """Relative, and every part of it something Windows can store and people can read."""
    return all(_is_safe(part) for part in path.split("/"))


def _is_safe(part: str) -> bool:
    return (
        0 < len(part) <= 120
        and unicodedata.is_normalized("NFC", part)
        and not re.search(r'[<>:"\\|?*]', part)
        and not {unicodedata.category(char) for char in part} & {"Cc", "Cf", "Cs"}
        and part == part.strip().rstrip(".")
        and part.split(".")[0].strip().lower() not in _RESERVED
    )
