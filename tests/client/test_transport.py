"""The gate: every refusal becomes its class, and only what is safe is sent twice."""

import asyncio

import pytest

from desktop_app.api.tasks import CreateTask
from desktop_app.client.transport import told
from desktop_app.core.errors import (
    CleanRackError,
    NotFoundError,
    ServerLostError,
    UnauthenticatedError,
    all_kinds,
    by_slug,
)
from tests.client.wire import Wire, in_turn, json_answer, success

CREATED = {"task_id": "t", "batch_total": 1, "quota_cost": 1, "created_at": "2026-01-01T00:00:00Z"}
QUOTA = {"balance": 1, "held": 0, "used": 0, "spendable": 1, "on_this_computer": 1, "on_others": 0, "is_trial": True}
ORDER = CreateTask(feature_id="basic_clean", input_images=["a"])


def refused(slug: str, **details: object) -> bytes:
    error = {"code": 1, "slug": slug, "message": "a sentence", "details": details}
    return json_answer({"success": False, "error": error}, 400)


def ask(wire: Wire, call):
    async def run():
        async with wire.client() as client:
            return await call(client)

    with wire:
        return asyncio.run(run())


@pytest.mark.parametrize("slug", sorted({kind.slug for kind in all_kinds()}))
def test_a_refusal_is_raised_as_the_class_of_its_slug(slug):
    with pytest.raises(CleanRackError) as raised:
        ask(Wire(in_turn(refused(slug, limit=50))), lambda client: client.features())
    assert type(raised.value) is by_slug(slug)
    assert raised.value.details == {"limit": 50}
    assert told(raised.value) == "a sentence"


def test_a_refusal_of_a_newer_server_keeps_its_sentence():
    with pytest.raises(CleanRackError) as raised:
        ask(Wire(in_turn(refused("moon-full"))), lambda client: client.features())
    assert told(raised.value) == "a sentence"


@pytest.mark.parametrize("answer", [json_answer("no envelope", 500), json_answer({"data": 1}), json_answer([])])
def test_an_answer_that_is_not_ours_means_the_server_is_lost(answer):
    with pytest.raises(ServerLostError):
        ask(Wire(in_turn(answer)), lambda client: client.quota())


def test_token_and_language_go_with_every_call():
    wire = Wire(in_turn(success(QUOTA)))
    ask(wire, lambda client: client.quota())
    assert wire.heard[0].headers["authorization"] == "Bearer secret"
    assert wire.heard[0].headers["accept-language"] == "en"


def test_reading_is_tried_again():
    wire = Wire(in_turn(None, None, success(QUOTA)))
    assert ask(wire, lambda client: client.quota()).balance == 1
    assert len(wire.heard) == 3


def test_a_submit_is_tried_again_under_the_same_key():
    wire = Wire(in_turn(None, success(CREATED)))
    assert ask(wire, lambda client: client.create_batch(ORDER)).task_id == "t"
    first, second = wire.heard
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert first.body == second.body


def test_two_submits_have_two_keys():
    wire = Wire(in_turn(success(CREATED)))

    async def twice(client):
        await client.create_batch(ORDER)
        await client.create_batch(ORDER)

    ask(wire, twice)
    assert len({heard.headers["idempotency-key"] for heard in wire.heard}) == 2


def test_the_callers_key_is_sent():
    wire = Wire(in_turn(success(CREATED)))
    ask(wire, lambda client: client.create_task(ORDER, key="my-own-key"))
    assert wire.heard[0].headers["idempotency-key"] == "my-own-key"


@pytest.mark.parametrize("verb", ["pause", "resume"])
def test_what_has_no_key_is_not_sent_twice(verb):
    wire = Wire(in_turn(None))
    with pytest.raises(ServerLostError):
        ask(wire, lambda client: getattr(client, verb)("task"))
    assert len(wire.heard) == 1


def test_a_refusal_is_not_tried_again():
    wire = Wire(in_turn(refused("not-found", what="task"), success(QUOTA)))
    with pytest.raises(NotFoundError):
        ask(wire, lambda client: client.quota())
    assert len(wire.heard) == 1


def test_a_server_that_is_not_there_is_lost():
    wire = Wire(in_turn(None))
    wire.__enter__().__exit__()
    client = wire.client()
    with pytest.raises(ServerLostError):
        asyncio.run(client.quota())
    asyncio.run(client.close())


def test_a_wrong_token_is_refused_by_the_real_server(bundled):
    from desktop_app.client.server import ServerClient
    from desktop_app.core.words import Language

    async def run():
        stranger = bundled.handshake.model_copy(update={"token": "guessed"})
        async with ServerClient.local(stranger, Language.ENGLISH) as client:
            await client.quota()

    with pytest.raises(UnauthenticatedError):
        asyncio.run(run())
