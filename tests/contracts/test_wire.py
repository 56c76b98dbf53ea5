"""What every call of the API owes whoever reads its document."""

from typing import Any

import pytest

from tests.server.document import document, operations

OPERATIONS = operations()
EACH = pytest.mark.parametrize(
    ("verb", "path", "operation"), OPERATIONS, ids=[f"{verb} {path}" for verb, path, _ in OPERATIONS]
)
TAKES_NO_KEY = {
    "/api/uploads": "moves no quota; the same photo twice is found out by its content",
    "/api/previews": "free",
    "/api/tasks/{task_id}/pause": "moves no quota",
    "/api/tasks/{task_id}/resume": "moves no quota",
    "/api/library/delete": "moves no quota, and twice is once",
    "/api/library/restore": "moves no quota, and twice is once",
    "/api/library/download-zip": "only reads",
    "/api/tasks/{task_id}/download-zip": "only reads",
}
"""POSTs without an Idempotency-Key, and why."""


@EACH
def test_a_call_says_what_it_does(verb: str, path: str, operation: dict[str, Any]):
    assert operation["summary"]
    assert operation["description"].strip().endswith((".", "?"))
    assert operation["tags"]


@EACH
def test_a_call_answers_json_in_the_envelope_or_a_file(verb: str, path: str, operation: dict[str, Any]):
    (content,) = [answer["content"] for status, answer in operation["responses"].items() if status in ("200", "201")]

    if "application/json" in content:
        _, _, name = content["application/json"]["schema"]["$ref"].rpartition("/")
        assert set(document()["components"]["schemas"][name]["properties"]) == {"success", "data"}
    else:
        assert set(content) <= {"image/jpeg", "image/png", "image/webp", "application/zip", "text/event-stream"}


@EACH
def test_a_call_refuses_in_the_envelope(verb: str, path: str, operation: dict[str, Any]):
    refusals = {status: answer for status, answer in operation["responses"].items() if status.startswith(("4", "5"))}

    assert refusals
    for answer in refusals.values():
        assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Failure")


def test_every_post_takes_a_key_unless_it_is_known_why_not():
    keyless = {
        path
        for verb, path, operation in OPERATIONS
        if verb == "POST" and "Idempotency-Key" not in {given["name"] for given in operation.get("parameters", [])}
    }

    assert keyless == set(TAKES_NO_KEY)


def test_no_two_calls_have_the_same_name():
    names = [operation["operationId"] for _, _, operation in OPERATIONS]

    assert len(set(names)) == len(names)
