"""The cut-out model in the worker processes: taken up as soon as it is installed, within the least memory allowed."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.settings import Settings
from desktop_app.server.workers.jobs import Process, Produced
from desktop_app.server.workers.pool import WorkerPool
from tests.journeys import photos


@pytest.fixture
def pool(no_model: None) -> Iterator[WorkerPool]:
    """One worker with as little memory as the settings allow, started without a model."""
    (least,) = [rule.ge for rule in Settings.model_fields["worker_megabytes"].metadata if hasattr(rule, "ge")]
    made = WorkerPool(size=1, megabytes=least, seconds=60, model="u2netp")
    yield made
    made.close()


def produced(pool: WorkerPool, folder: Path) -> Produced:
    source = folder / "衬衫.jpg"
    source.write_bytes(photos.garment(1))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    answer = pool.run(
        Process(
            source=source,
            sha256=digest,
            part=folder / "done.part",
            feature_id="basic_clean",
            parameters={"background": "white"},
        )
    )
    assert isinstance(answer, Produced)
    return answer


def test_a_model_installed_while_a_worker_lives_cuts_out_the_next_photo(
    cutout_weights: Path, pool: WorkerPool, tmp_path: Path
):
    before = produced(pool, tmp_path)
    (tmp_path / "no-models").mkdir()
    shutil.copy(cutout_weights, tmp_path / "no-models")

    after = produced(pool, tmp_path)

    assert (before.measures.method, "classical-cutout" in before.notes) == ("classical", True)
    assert (after.measures.method, "classical-cutout" in after.notes) == (cutout_weights.stem, False)
