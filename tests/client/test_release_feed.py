"""The release feed, asked over real HTTP with real keys: news when it is sound, silence when anything is wrong."""

import asyncio
import base64
import json
import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.client import release_feed
from desktop_app.core import updates
from desktop_app.core.settings import Settings
from desktop_app.core.updates import Memory, Source, Standing
from tests.client import feeds
from tests.client.feeds import NOW, Feeds, Operator
from tests.client.tls import HOST, Authority, Proxy

OWN = "1.0.0"


@pytest.fixture
def operator() -> Operator:
    return Operator()


@pytest.fixture
def server() -> Iterator[Feeds]:
    with Feeds() as serving:
        yield serving


class Copy:
    """An installed CleanRack 1.0.0 that asks this feed."""

    def __init__(self, source: Source, state: Path) -> None:
        self.settings = Settings(release_feed=source.feed, release_keys=source.keys)
        self.state = state
        self.now = NOW

    def asks(self, *, anyway: bool = False, ca_file: str = "", seconds: float = 60) -> Standing:
        source = updates.source(self.settings)
        asking = release_feed.ask(
            source, ca_file=ca_file, anyway=anyway, folder=self.state, seconds=seconds, now=lambda: self.now
        )
        return self.stands(asyncio.run(asking))

    def stands(self, memory: Memory | None = None) -> Standing:
        found = memory or updates.load(self.settings.release_feed, self.state)
        return updates.standing(self.settings, found, own=OWN, now=self.now)

    def passes(self, **time_: float) -> datetime:
        self.now += timedelta(**time_)
        return self.now


@pytest.fixture
def copy(server: Feeds, operator: Operator, tmp_path: Path) -> Copy:
    server.document = operator.issues()
    return Copy(server.source(operator), tmp_path / "state")


def test_a_newer_version_is_news_with_its_notes_in_the_language_of_the_merchant(copy: Copy):
    told = copy.asks()

    assert told.is_news
    assert told.newer is not None
    assert told.newer.version == "9.9.0"
    assert told.newer.notes_in("zh-CN") == ("找回丢失的袖子。", "速度提高一倍。")
    assert told.newer.notes_in("fr") == ("Finds lost sleeves.", "Twice as fast.")


@pytest.mark.parametrize("version", [OWN, "1.0", "0.9.9"])
def test_the_same_or_an_older_version_is_no_news(version: str, copy: Copy, server: Feeds, operator: Operator):
    server.document = operator.issues(version)

    told = copy.asks()

    assert (told.newer, told.is_news, told.trouble) == (None, False, None)


def broken(document: bytes, where: str) -> bytes:
    """A document with one byte of its payload or signature changed."""
    told = json.loads(document)
    if where == "payload":
        payload = base64.b64decode(told["payload"]).replace(b"9.9.0", b"9.9.1")
        told["payload"] = base64.b64encode(payload).decode()
    else:
        made = told["signatures"][0]
        made["signature"] = ("B" if made["signature"][0] == "A" else "A") + made["signature"][1:]
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("document", "slug"),
    [
        (lambda operator: broken(operator.issues(), "payload"), "feed-untrusted"),
        (lambda operator: broken(operator.issues(), "signature"), "feed-untrusted"),
        (lambda operator: Operator("release-2026").issues(), "feed-untrusted"),
        (lambda operator: Operator("unknown").issues(), "feed-untrusted"),
        (lambda operator: operator.issues()[:-40], "feed-unreadable"),
        (lambda operator: b"", "feed-unreadable"),
        (lambda operator: b"<html>Please sign in to the hotel's network</html>", "feed-unreadable"),
        (lambda operator: b"[" * 100_000, "feed-unreadable"),
        (lambda operator: operator.issues(expires_at=NOW - timedelta(seconds=1)), "feed-expired"),
        (lambda operator: b" " * 300_000, "feed-unreadable"),
    ],
    ids=["payload", "signature", "wrong key", "unknown key", "cut", "empty", "portal", "nested", "expired", "huge"],
)
def test_what_cannot_be_believed_is_no_news_and_is_logged(
    document, slug: str, copy: Copy, server: Feeds, operator: Operator, caplog: pytest.LogCaptureFixture
):
    server.document = document(operator)

    with caplog.at_level(logging.WARNING):
        told = copy.asks()

    assert (told.newer, told.is_news) == (None, False)
    assert told.trouble is not None
    assert told.trouble.slug == slug
    assert slug in caplog.text


@pytest.mark.parametrize(
    ("answer", "slug"),
    [
        (feeds.hangs, "feed-unreachable"),
        (feeds.never_ends, "feed-unreadable"),
        (feeds.is_cut, "feed-unreachable"),
        (feeds.redirects, "feed-unreachable"),
    ],
)
def test_a_server_that_misbehaves_is_left_alone_soon(answer, slug: str, copy: Copy, server: Feeds):
    server.answer = answer
    begun = time.monotonic()

    told = copy.asks(seconds=1)

    assert time.monotonic() - begun < 60
    assert told.trouble is not None
    assert (told.trouble.slug, told.newer) == (slug, None)


@pytest.mark.parametrize("older", [{"number": 4}, {"number": 6, "version": "9.8.0"}])
def test_a_feed_older_than_one_that_was_seen_is_passed_over(older, copy: Copy, server: Feeds, operator: Operator):
    server.document = operator.issues("9.9.0", number=5)
    copy.asks()
    server.document = operator.issues(**older)
    copy.passes(days=2)

    told = copy.asks()

    assert told.trouble is not None
    assert told.trouble.slug == "feed-rolled-back"
    assert told.newer is not None
    assert (told.newer.version, told.memory.number) == ("9.9.0", 5)


def test_a_feed_that_nobody_renews_is_noticed_also_where_it_is_not_reached(copy: Copy, server: Feeds):
    copy.asks()
    server.answer = feeds.hangs
    copy.passes(days=91)

    told = copy.stands()

    assert told.trouble is not None
    assert (told.trouble.slug, told.newer) == ("feed-expired", None)


def test_a_new_key_takes_over_while_both_sign(copy: Copy, server: Feeds, operator: Operator):
    told = json.loads(operator.issues())
    told["signatures"].insert(0, {"key": "release-2027", "signature": "AAAA"})
    server.document = json.dumps(told).encode()

    assert copy.asks().is_news


def test_it_is_asked_once_a_day_over_any_number_of_starts(copy: Copy, server: Feeds):
    for _ in range(30):
        copy.asks()
        copy.passes(hours=1)

    assert len(server.asked) == 2


def test_a_start_that_dies_while_asking_has_asked(copy: Copy, server: Feeds, monkeypatch: pytest.MonkeyPatch):
    async def killed(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(release_feed, "fetch", killed)
        with pytest.raises(KeyboardInterrupt):
            copy.asks()

    copy.asks()

    assert server.asked == []


def test_without_a_network_it_is_tried_again_after_an_hour(server: Feeds, operator: Operator, tmp_path: Path):
    nowhere = Source(feed="http://127.0.0.1:1/feed.json", keys=operator.keys)
    copy = Copy(nowhere, tmp_path / "state")

    told = copy.asks()

    assert told.trouble is not None
    assert told.trouble.slug == "feed-unreachable"
    assert not told.memory.is_due(copy.passes(minutes=59))
    assert told.memory.is_due(copy.passes(minutes=2))


def test_a_clock_that_was_put_back_does_not_silence_it(copy: Copy, server: Feeds):
    copy.passes(days=60)
    copy.asks()
    copy.passes(days=-60)

    copy.asks()

    assert len(server.asked) == 2


def test_switched_off_nothing_is_said_and_without_a_feed_nobody_asked(copy: Copy, server: Feeds):
    copy.asks()
    copy.settings = copy.settings.model_copy(update={"update_check": False})
    off = copy.stands()
    copy.settings = copy.settings.model_copy(update={"release_feed": "", "update_check": True})
    copy.passes(days=3)
    without = copy.asks()

    assert (off.is_news, off.newer, off.is_on) == (False, None, False)
    assert (without.has_feed, without.is_news) == (False, False)
    assert len(server.asked) == 1


def test_a_version_that_was_skipped_is_no_news_but_the_next_one_is(copy: Copy, server: Feeds, operator: Operator):
    told = copy.asks()
    updates.save(told.memory.model_copy(update={"skipped": "9.9.0"}), copy.state)
    skipped = copy.stands()
    server.document = operator.issues("9.10.0", number=2)
    copy.passes(days=2)

    assert (skipped.is_news, skipped.newer is not None) == (False, True)
    assert copy.asks().is_news


def test_later_is_three_days(copy: Copy):
    told = copy.asks()
    updates.save(told.memory.model_copy(update={"quiet_until": copy.now + updates.LATER}), copy.state)

    at_once = copy.stands().is_news
    copy.passes(days=3)

    assert (at_once, copy.stands().is_news) == (False, True)


def test_it_is_told_nothing_of_who_asks(copy: Copy, server: Feeds):
    copy.asks()

    (headers,) = server.asked
    assert {name.lower() for name in headers} == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert headers["User-Agent"] == "CleanRack"


def test_in_the_clear_only_this_computer_is_asked(operator: Operator, tmp_path: Path):
    copy = Copy(Source(feed=f"http://{HOST}/feed.json", keys=operator.keys), tmp_path)

    told = copy.asks()

    assert told.trouble is not None
    assert "https" in told.trouble.details["reason"]


@pytest.mark.parametrize("trusted", [True, False])
def test_a_companys_proxy_and_authority_are_honoured(
    trusted: bool, operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    authority = Authority(tmp_path / "ours")
    with Feeds() as serving:
        serving.document = operator.issues()
        serving.secure(authority.issue(HOST))
        with Proxy(serving.port) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            monkeypatch.delenv("NO_PROXY", raising=False)
            copy = Copy(Source(feed=f"https://{HOST}/feed.json", keys=operator.keys), tmp_path / "state")

            told = copy.asks(ca_file=str(authority.file) if trusted else "")

            assert proxy.asked == [f"{HOST}:443"]
    assert told.is_news == trusted


def test_a_memory_that_is_broken_is_begun_anew(copy: Copy):
    copy.asks()
    (copy.state / updates.MEMORY_FILE).write_bytes(b'{"number": "many')

    assert copy.asks().is_news
