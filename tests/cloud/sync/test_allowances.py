"""Quota that leaves the pool: once for each request, never more than there is, and signed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.api.sync import Share
from desktop_app.core import ids
from desktop_app.core.errors import InsufficientQuotaError, KeyReusedError
from tests.cloud.sync.cloud import Cloud


def test_the_same_request_gets_the_same_token(cloud: Cloud) -> None:
    studio, request = cloud.computer(), ids.new()

    first = cloud.ask(studio, 100, request)
    second = cloud.ask(studio, 70, request)

    assert first.token == second.token
    assert first.token.amount == 100
    assert cloud.totals().pool == Share(available=900, held=0)
    assert cloud.violations() == []


def test_a_request_takes_what_there_is_and_an_empty_pool_says_so(cloud: Cloud) -> None:
    studio, request = cloud.computer(), ids.new()

    assert cloud.ask(studio, 5000).token.amount == 1000
    with pytest.raises(InsufficientQuotaError) as told:
        cloud.ask(studio, 1, request)
    cloud.buy(10)

    assert told.value.details == {"required": 1, "available": 0, "shortfall": 1}
    assert cloud.ask(studio, 1, request).token.amount == 1, "nothing was kept of the try that failed"


def test_another_computer_cannot_have_the_token(cloud: Cloud) -> None:
    request = ids.new()
    cloud.ask(cloud.computer(), 100, request)

    with pytest.raises(KeyReusedError):
        cloud.ask(cloud.computer("laptop"), 100, request)


def test_eight_computers_that_ask_at_once_get_no_more_than_was_bought(cloud: Cloud) -> None:
    computers = [cloud.computer(f"desk {number}") for number in range(8)]

    def ask(number: int) -> int:
        try:
            return cloud.ask(computers[number % 8], 90).token.amount
        except InsufficientQuotaError:
            return 0

    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(ask, range(24)))

    assert sorted(given, reverse=True)[:12] == [90] * 11 + [10]
    assert sum(given) == 1000
    assert cloud.totals().pool.available == 0
    assert cloud.violations() == []


def test_hello_repeats_tokens_until_their_opening_was_told(cloud: Cloud) -> None:
    studio = cloud.computer()
    token = cloud.ask(studio, 100).token

    before = studio.hello()
    studio.open(token)
    studio.push()
    after = studio.hello()

    assert before.tokens == [token]
    assert before.totals.devices[studio.device] == Share(available=100, held=0, unopened=100)
    assert after.tokens == []
    assert after.totals.devices[studio.device] == Share(available=100, held=0, unopened=0)


def test_a_token_is_opened_once_and_only_as_it_was_signed(cloud: Cloud) -> None:
    studio, laptop = cloud.computer(), cloud.computer("laptop")
    token = cloud.ask(studio, 100).token
    studio.open(token)
    studio.open(token)
    studio.open(token.model_copy(update={"amount": 900, "id": ids.new()}))
    laptop.open(token)

    mine, theirs = studio.push(), laptop.push()

    assert [refused.slug for refused in mine.refused] == ["already-done", "invalid-request"]
    assert [refused.slug for refused in theirs.refused] == ["invalid-request"]
    assert theirs.totals.pool.available == 900
    assert cloud.violations() == []


def test_what_a_computer_gives_back_is_in_the_pool(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    studio.make(40)
    studio.give_back(60)
    studio.give_back(1)

    answer = studio.push()

    assert [refused.slug for refused in answer.refused] == ["insufficient-quota"], "what is held cannot be given back"
    assert answer.totals.pool == Share(available=960, held=0)
    assert answer.totals.devices[studio.device] == Share(available=0, held=40)
    assert cloud.violations() == []
