"""One of several processes that submit on the same database file: `submitting.py FILE TRIES NAME`."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.api.tasks import CreateTask
from desktop_app.core.errors import InsufficientQuotaError
from desktop_app.server.tasks.service import Keyed
from tests.faults.ledger_desk import OWNER, Clock, FileDesk, photo_id


def _submit(desk: FileDesk, name: str, number: int) -> int:
    """What it cost; 0 if it was refused."""
    request = CreateTask(feature_id="dear" if number % 2 else "basic_clean", input_images=[photo_id(number)])
    try:
        return desk.tasks.create(Keyed(OWNER, f"{name}-{number:04d}"), request, is_batch=False).quota_cost
    except InsufficientQuotaError:
        return 0


if __name__ == "__main__":
    file, tries, name = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    desk = FileDesk(file, Clock(datetime(2026, 5, 1, 9, tzinfo=UTC)))
    print("ready", flush=True)
    sys.stdin.readline()
    costs = [_submit(desk, name, number) for number in range(tries)]
    print(json.dumps(costs), flush=True)
    desk.database.close()
