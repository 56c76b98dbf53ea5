"""What calls with an id in their path are sent besides, by somebody who tries them on what belongs to another."""

BODIES: dict[str, object] = {
    "/api/tasks/{task_id}/refund": {"items": [0], "reason": "mine now"},
    "/api/tasks/{task_id}/retry-failed": {"items": [1]},
    "/api/devices/{device_id}": {"name": "mine now"},
    "/api/devices/{device_id}/recover": {"claim": "c" * 32, "anchor": None},
}
"""By path; all others want no body."""


def headers(verb: str, path: str) -> dict[str, str]:
    """A key of its own for each try, for calls that take one."""
    return {"idempotency-key": f"b-tries-{verb}-{path}"}
