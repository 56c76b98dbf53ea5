"""What a server would tell of a cloud account, told to the window's stores: widgets show what those say."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.api.cloud_account import CloudAccountView, SyncState
from desktop_app.api.devices import DeviceState, DeviceView
from desktop_app.api.quota import QuotaView
from desktop_app.api.tasks import ItemStatus, ItemView, OutputView, Receipt, TaskView
from desktop_app.ui.workbench import Workbench

NOW = datetime.now(UTC).replace(microsecond=0)
HERE = "d1".ljust(32, "0")
TABLET, OLD = "d2".ljust(32, "0"), "d3".ljust(32, "0")

SIGNED_IN = CloudAccountView(
    state=SyncState.SYNCED,
    account_id="a1".ljust(32, "0"),
    email="li.na@shop.example",
    server="https://cloud.cleanrack.example",
    device=HERE,
    last_synced_at=NOW - timedelta(minutes=2),
    kept_along=50,
)
DEVICES = [
    DeviceView(
        id=HERE, name="工作室台式机", platform="Windows 11", state=DeviceState.OK, is_this=True,
        created_at=NOW - timedelta(days=80), last_seen_at=NOW - timedelta(minutes=2), available=50,
    ),
    DeviceView(
        id=TABLET, name="MacBook-Pro-of-the-photographer.local", platform="macOS 15", state=DeviceState.OK,
        created_at=NOW - timedelta(days=30), last_seen_at=NOW - timedelta(hours=5), available=30,
    ),
    DeviceView(
        id=OLD, name="旧笔记本", platform="Windows 10", state=DeviceState.CLOSED, late_events=3,
        created_at=NOW - timedelta(days=300), last_seen_at=NOW - timedelta(days=40),
    ),
]  # fmt: skip
QUOTA = QuotaView(
    balance=480, held=6, used=214, spendable=450, on_this_computer=50, in_cloud=400, on_others=30,
    is_trial=False, as_of=NOW - timedelta(minutes=2),
)  # fmt: skip


def believe(bench: Workbench, quota: Mapping[str, Any] | None = None, **told: Any) -> None:
    """Somebody is signed in; `told` is how it differs from an account where all is well, `quota` likewise."""
    bench.account.refresh = lambda: None  # type: ignore[method-assign]  # the server here would tell of the trial
    bench.wallet.refresh = lambda: None  # type: ignore[method-assign]
    bench.account._take(SIGNED_IN.model_copy(update=told))
    bench.account._take_devices(DEVICES)
    bench.wallet._take(QUOTA.model_copy(update=dict(quota or {})))


def task_of(task_id: str, device: str) -> TaskView:
    """A batch of four as another computer told of it."""
    done = OutputView(
        sha256="0" * 64, size=812_000, media_type="image/jpeg", file_name="连衣裙 01.jpg", width=1600, height=1600
    )
    items = [
        ItemView(
            index=index,
            upload_id=f"u{index}",
            file_name=f"连衣裙 {index + 1:02}.jpg",
            status=ItemStatus.SUCCESS if index < 2 else ItemStatus.PROCESSING,
            attempt=1,
            progress=1.0 if index < 2 else 0.4,
            output=done if index < 2 else None,
        )
        for index in range(4)
    ]
    return TaskView(
        id=task_id,
        feature_id="basic_clean",
        type="batch",
        status="processing",
        is_batch=True,
        batch_total=4,
        batch_success=2,
        batch_failed=0,
        created_at=NOW - timedelta(minutes=3),
        updated_at=NOW,
        seconds_left=20,
        device=device,
        input_data={},
        batch_items=items,
        receipt=Receipt(charged=4, used=2, returned=0, held=2),
    )
