"""What every call of the API owes whoever reads its document, in both homes."""

from typing import Any

import pytest

from tests.server.document import ACCOUNT, CLOUD, HOMES, LOCAL, document, operations

OPERATIONS = [(home, *operation) for home in HOMES for operation in operations(home)]
EACH = pytest.mark.parametrize(
    ("home", "verb", "path", "operation"),
    OPERATIONS,
    ids=[f"{home} {verb} {path}" for home, verb, path, _ in OPERATIONS],
)
SHARED_KEYLESS = {
    "/api/uploads": "moves no quota; the same photo twice is found out by its content",
    "/api/previews": "free",
    "/api/tasks/{task_id}/pause": "moves no quota",
    "/api/tasks/{task_id}/resume": "moves no quota",
    "/api/library/delete": "moves no quota, and twice is once",
    "/api/library/restore": "moves no quota, and twice is once",
    "/api/library/download-zip": "only reads",
    "/api/tasks/{task_id}/download-zip": "only reads",
}
TAKES_NO_KEY = {
    LOCAL: SHARED_KEYLESS,
    ACCOUNT: {
        "/api/account/sign-in": "moves no quota",
        "/api/account/sign-out": "gives back what is here to the account; twice is once",
        "/api/account/sync": "twice is once",
        "/api/account/pause": "moves no quota",
        "/api/account/resume": "moves no quota",
        "/api/account/recover": "the computer keeps one `claim` until it has succeeded",
        "/api/account/take-trial": "each task once",
        "/api/account/redeem": "each code once",
        "/api/account/allowance": "says how much is to stay here, not how much is to move",
        "/api/account/delete": "twice is once",
        "/api/account/devices/{device_id}/forget": "twice is once",
    },
    CLOUD: SHARED_KEYLESS
    | {
        "/api/accounts": "an e-mail gets one account",
        "/api/accounts/me/password": "moves no quota",
        "/api/accounts/me/delete": "twice is once",
        "/api/sessions": "moves no quota",
        "/api/sessions/refresh": "moves no quota; the token that is given says which answer was lost",
        "/api/devices/{device_id}/recover": "its `claim` is the key",
        "/api/devices/{device_id}/forget": "twice is once",
        "/api/topups/redeem": "each code once, whoever asks",
        "/api/allowances": "its `id` is the key",
        "/api/sync/hello": "moves no quota",
        "/api/sync/events": "each event has its place in the computer's chain, and is taken once",
        "/api/blobs/want": "moves no quota, and twice is once",
        "/api/blobs/done": "moves no quota, and twice is once",
    },
}
"""POSTs without an Idempotency-Key, and why."""
FILES = {"image/jpeg", "image/png", "image/webp", "application/zip", "text/event-stream", "text/plain"}


@EACH
def test_a_call_says_what_it_does(home: str, verb: str, path: str, operation: dict[str, Any]):
    assert operation["summary"]
    assert operation["description"].strip().endswith((".", "?"))
    assert operation["tags"]


@EACH
def test_a_call_answers_json_in_the_envelope_or_a_file(home: str, verb: str, path: str, operation: dict[str, Any]):
    (content,) = [answer["content"] for status, answer in operation["responses"].items() if status in ("200", "201")]

    if "application/json" in content:
        _, _, name = content["application/json"]["schema"]["$ref"].rpartition("/")
        assert set(document(home)["components"]["schemas"][name]["properties"]) == {"success", "data"}
    else:
        assert set(content) <= FILES


@EACH
def test_a_call_refuses_in_the_envelope(home: str, verb: str, path: str, operation: dict[str, Any]):
    refusals = {status: answer for status, answer in operation["responses"].items() if status.startswith(("4", "5"))}

    assert refusals
    for answer in refusals.values():
        assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Failure")


@pytest.mark.parametrize("home", HOMES)
def test_every_post_takes_a_key_unless_it_is_known_why_not(home: str):
    keyless = {
        path
        for verb, path, operation in operations(home)
        if verb == "POST" and "Idempotency-Key" not in {given["name"] for given in operation.get("parameters", [])}
    }

    assert keyless == set(TAKES_NO_KEY[home])


@pytest.mark.parametrize("home", HOMES)
def test_no_two_calls_have_the_same_name(home: str):
    names = [operation["operationId"] for _, _, operation in operations(home)]

    assert len(set(names)) == len(names)
