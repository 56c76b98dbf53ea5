"""Nobody but our own window or command line on this computer gets an answer, and nothing is done for anybody else."""

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.client.bundled import BundledServer
from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Merchant, refusal
from tests.server.wire import Answer, Request, exchange

pytestmark = pytest.mark.xdist_group("security")

Twist = Callable[[Request, "House"], Request]

JSON = "application/json"
BATCH = json.dumps({"feature_id": "basic_clean", "input_images": ["x"]}).encode()


def header(name: str, value: str) -> Twist:
    """The request with a header replaced; port and token are filled in."""
    return lambda request, house: request.with_header(name, filled(value, house))


def twice(name: str, value: str) -> Twist:
    """The request with a header a second time."""
    return lambda request, house: request.and_header(name, filled(value, house))


def filled(value: str, house: House) -> str:
    """A header's value for this server."""
    port, token = house.handshake.port, house.handshake.token
    return value.format(port=port, next=port + 1, token=token, short=token[:-1])


STRANGERS: dict[str, tuple[int, Twist]] = {
    "no token": (401, lambda request, house: request.without("authorization")),
    "an empty token": (401, header("Authorization", "Bearer ")),
    "a wrong token": (401, header("Authorization", "Bearer " + "x" * 43)),
    "a token cut short": (401, header("Authorization", "Bearer {short}")),
    "a token and more": (401, header("Authorization", "Bearer {token}x")),
    "the bare token": (401, header("Authorization", "{token}")),
    "Basic": (401, header("Authorization", "Basic {token}")),
    "a token that is not ASCII": (401, header("Authorization", "Bearer \xe9")),
    "the token in the query": (
        401,
        lambda request, house: Request(
            request.method, f"{request.target}?token={house.handshake.token}", request.headers, request.body
        ).without("authorization"),
    ),
    "a rebound name": (421, header("Host", "evil.example")),
    "a rebound name with the port": (421, header("Host", "evil.example:{port}")),
    "a name that resolves to loopback": (421, header("Host", "127.0.0.1.nip.io:{port}")),
    "localhost": (421, header("Host", "localhost:{port}")),
    "localhost without port": (421, header("Host", "localhost")),
    "below localhost": (421, header("Host", "app.localhost:{port}")),
    "no port": (421, header("Host", "127.0.0.1")),
    "another port": (421, header("Host", "127.0.0.1:{next}")),
    "0.0.0.0": (421, header("Host", "0.0.0.0:{port}")),
    "127.1": (421, header("Host", "127.1:{port}")),
    "IPv6": (421, header("Host", "[::1]:{port}")),
    "a user in the host": (421, header("Host", "127.0.0.1:{port}@evil.example")),
    "an empty host": (421, header("Host", "")),
    "no host": (421, lambda request, house: request.without("host")),
    "an absolute address": (
        421,
        lambda request, house: Request(
            request.method, f"http://evil.example{request.target}", request.headers, request.body
        ).with_header("Host", "evil.example"),
    ),
    "a second host": (400, twice("Host", "evil.example")),
    "a second token": (400, twice("Authorization", "Bearer {token}")),
    "two origins": (400, lambda request, house: request.and_header("Origin", "null").and_header("Origin", "null")),
    "a page": (403, header("Origin", "https://evil.example")),
    "a page without origin": (403, header("Origin", "null")),
    "a page that says it is us": (403, header("Origin", "http://127.0.0.1:{port}")),
    "a cookie": (403, header("Cookie", "session=1")),
    "another site": (403, header("Sec-Fetch-Site", "cross-site")),
    "the same site": (403, header("Sec-Fetch-Site", "same-site")),
    "the same origin": (403, header("Sec-Fetch-Site", "same-origin")),
}


@pytest.fixture
def untouched(shop: House) -> Iterator[None]:
    """Whatever the test does leaves no row and no file."""

    def state() -> tuple[object, ...]:
        tables = ("uploads", "tasks", "assets", "transfers", "idempotency_keys")
        counts = [shop.rows(f"SELECT count(*) FROM {table}") for table in tables]
        return counts, shop.blobs(), sorted((shop.folder / "incoming").iterdir())

    before = state()
    yield
    assert state() == before


def proper(shop: House, method: str, target: str, body: bytes = b"", kind: str = "") -> Request:
    return Request.proper(shop.handshake, method, target, body, kind)


def refused(answer: Answer, shop: House) -> int:
    """The status of an answer that gives nothing away."""
    assert answer.status >= 400
    assert b'"data"' not in answer.body
    assert shop.handshake.token.encode() not in answer.body
    assert not [name for name in answer.headers if name.startswith("access-control") or name in ("location", "server")]
    return answer.status


def marked(answer: Answer) -> bool:
    """Whether an answer carries the headers that keep it from web pages and caches."""
    wanted = {"x-content-type-options": "nosniff", "cache-control": "no-store"}
    wanted |= {"cross-origin-resource-policy": "same-origin"}
    return wanted.items() <= answer.headers.items()


def test_a_proper_caller_is_answered_and_every_answer_is_marked(shop: House):
    read = proper(shop, "GET", "/api/quota").send(shop.handshake.port)
    written = proper(shop, "POST", "/api/uploads", photos.garment()).send(shop.handshake.port)

    assert (read.status, written.status) == (200, 201)
    assert marked(read)
    assert marked(written)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_reads_nothing_and_uploads_nothing(shop: House, who: str):
    status, twist = STRANGERS[who]
    requests = [
        proper(shop, "GET", "/api/quota"),
        proper(shop, "POST", "/api/uploads", photos.garment()),
        proper(shop, "POST", "/api/tasks/batch", BATCH, JSON).and_header("Idempotency-Key", "stranger-1"),
    ]

    answers = [twist(request, shop).send(shop.handshake.port) for request in requests]

    assert [refused(answer, shop) for answer in answers] == [status] * 3
    assert all(marked(answer) for answer in answers)
    assert all(answer.headers["content-type"] == JSON for answer in answers)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("target", ["/api/quota", "/api/uploads", "/api/tasks/batch", "/api/events", "*"])
def test_a_preflight_is_refused_and_told_nothing(shop: House, target: str):
    plain = proper(shop, "OPTIONS", target)
    page = plain.without("authorization").with_header("Origin", "https://evil.example")
    asked = page.with_header("Access-Control-Request-Method", "POST")
    private = asked.with_header("Access-Control-Request-Private-Network", "true")

    statuses = [refused(each.send(shop.handshake.port), shop) for each in (page, asked, private)]

    assert statuses == [403] * 3
    assert refused(plain.without("authorization").send(shop.handshake.port), shop) == 401
    assert refused(plain.send(shop.handshake.port), shop) in (404, 405)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "HEAD", "PROPFIND", "CONNECT"])
def test_a_verb_the_server_does_not_have_is_refused(shop: House, method: str):
    target = "/api/quota" if method != "CONNECT" else f"127.0.0.1:{shop.handshake.port}"

    answer = proper(shop, method, target).send(shop.handshake.port)

    assert refused(answer, shop) in (400, 404, 405)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json"]
)
def test_what_a_form_can_send_is_refused(shop: House, kind: str):
    request = proper(shop, "POST", "/api/tasks/batch", BATCH, kind).and_header("Idempotency-Key", "a-form-1")

    answers = [request.send(shop.handshake.port), request.in_chunks().send(shop.handshake.port)]

    assert [refused(answer, shop) for answer in answers] == [415, 415]


TOO_LONG = {"JSON": ("/api/tasks/batch", JSON, 2_000_001), "an upload": ("/api/uploads", "", 10_000_001)}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("target", "kind", "size"), TOO_LONG.values(), ids=TOO_LONG)
def test_a_body_that_is_too_long_is_refused_by_what_it_says_and_by_what_it_is(
    shop: House, target: str, kind: str, size: int
):
    long = proper(shop, "POST", target, photos.heavy(size) if not kind else b" " * size, kind)
    said_only = Request(long.method, long.target, long.headers, b"")

    statuses = [refused(request.send(shop.handshake.port), shop) for request in (said_only, long, long.in_chunks())]

    assert statuses == [413] * 3


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("length", ["-1", "+5", "0x10", "1e3", "5, 5", "five", "99999999999999999999999"])
def test_a_length_that_is_no_number_is_refused(shop: House, length: str):
    request = proper(shop, "POST", "/api/uploads", photos.garment()).with_header("Content-Length", length)

    assert refused(request.send(shop.handshake.port), shop) in (400, 413)


SMUGGLED = {
    "two lengths": lambda request: request.and_header("Content-Length", "5"),
    "length and chunks": lambda request: request.and_header("Transfer-Encoding", "chunked"),
    "chunks twice": lambda request: request.in_chunks().and_header("Transfer-Encoding", "chunked"),
    "unknown coding": lambda request: request.and_header("Transfer-Encoding", "xchunked"),
    "two types": lambda request: request.and_header("Content-Type", "text/plain"),
    "a folded header": lambda request: request.and_header("X-Fold", "a\r\n b: c"),
    "a space before the colon": lambda request: request.and_header("Host ", "evil.example"),
    "a bare line feed": lambda request: request.and_header("X-Feed", "a\nHost: evil.example"),
    "a NUL": lambda request: request.and_header("X-Nul", "a\0b"),
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("trick", SMUGGLED)
def test_a_smuggled_request_is_refused(shop: House, trick: str):
    request = proper(shop, "POST", "/api/tasks/batch", BATCH, JSON).and_header("Idempotency-Key", "smuggler-1")

    answer = SMUGGLED[trick](request).send(shop.handshake.port)

    assert refused(answer, shop) in (400, 404, 413, 415)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(64),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /api/quota\r\n\r\n",
        b"GET /api/quota HTTP/9.9\r\n\r\n",
        b"\0" * 4096,
    ],
    ids=["TLS", "HTTP/2", "HTTP/0.9", "HTTP/9.9", "zeros"],
)
def test_what_is_not_http_is_hung_up_on(shop: House, raw: bytes):
    answer = exchange(shop.handshake.port, [raw])

    assert answer.status in (0, 400, 421)
    assert b'"data"' not in answer.body


@pytest.mark.usefixtures("untouched")
def test_a_web_socket_is_not_opened(shop: House):
    key = ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="), ("Sec-WebSocket-Version", "13")
    request = proper(shop, "GET", "/api/events?websocket").with_header("Upgrade", "websocket")
    for name, value in key:
        request = request.with_header(name, value)
    raw = request.without("authorization").raw().replace(b"Connection: close", b"Connection: Upgrade, close")

    answer = exchange(shop.handshake.port, [raw])

    assert answer.status in (400, 401, 403)


TRICKS = [
    "/api/tasks/../quota",
    "/api/tasks/../../../etc/passwd",
    "/api/tasks/%2e%2e/quota",
    "/api/tasks/..%2f..%2fserver.log",
    "/api/library/..%5c..%5ccleanrack.db/file",
    "/api/library/%2e%2e%2f%2e%2e%2fcleanrack.db/file",
    "/api/uploads/..%2f..%2fsettings.json/thumbnail",
    "/api/tasks/%00",
    "/api/tasks/x/items/0%00/output",
    "/api/tasks/x/items/-1/output",
    "/api/tasks/x/items/99999999999999999999/output",
    "/api/tasks/%ff%fe",
    "//api/quota",
    "/api//quota",
    "/api/quota/",
    "/API/QUOTA",
    "/api/quota;x=1",
    "/api/quota%20",
    "/api/quota%2f",
    "/",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/favicon.ico",
    "/api",
    "/server.log",
    "/metrics",
]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("target", TRICKS)
def test_a_path_trick_finds_nothing_and_leads_nowhere(shop: House, target: str):
    answer = proper(shop, "GET", target).send(shop.handshake.port)

    assert refused(answer, shop) in (400, 404)
    assert marked(answer)
    assert answer.headers["content-type"] == JSON


def test_an_address_is_never_fetched(shop_merchant: Merchant):
    before = shop_merchant.balance
    for address in ("http://127.0.0.1:1/a.jpg", "file:///etc/passwd", "/etc/passwd", "\\\\evil\\share\\a.jpg"):
        assert refusal(shop_merchant.submit([address]))[:2] == (404, 4004)

    assert shop_merchant.balance == before


# the process


def test_only_loopback_is_listened_on_and_by_the_server_alone(shop: House):
    workers = shop.process.children(recursive=True)

    listening = [(line.laddr.ip, line.laddr.port) for line in shop.process.net_connections("inet") if not line.raddr]
    others = [line for worker in workers for line in worker.net_connections("inet")]

    assert listening == [("127.0.0.1", shop.handshake.port)]
    assert workers
    assert others == []


def test_the_token_stands_in_no_environment_no_command_line_and_no_file(shop: House, shop_merchant: Merchant):
    token = shop.handshake.token
    shop_merchant.http.get(f"/api/tasks?cursor={token}")
    shop_merchant.http.get(f"/api/{token}")

    family = [psutil.Process(), shop.process, *shop.process.children(recursive=True)]
    told = [text for process in family for text in (*process.cmdline(), *process.environ().values()) if token in text]
    written = [file for file in shop.folder.rglob("*") if file.is_file() and token.encode() in file.read_bytes()]

    assert len(token) >= 43
    assert told == []
    assert written == []


def test_each_launch_has_its_own_token_and_port(tmp_path: Path):
    house = House(tmp_path / "data")

    launches = []
    for _ in range(2):
        with house:
            launches.append(house.handshake)

    assert launches[0].token != launches[1].token


def test_folder_and_files_are_their_owners_alone(tmp_path: Path):
    with BundledServer(tmp_path / "new" / "data") as server:
        folder = mode(server.folder)
        log = mode(server.folder / "server.log")

    assert (folder, log) == (0o700, 0o600)


def test_a_log_that_starts_anew_is_its_owners_alone_too(tmp_path: Path):
    house = House(tmp_path / "data")
    full = house.folder / "server.log"
    full.write_bytes(b"x" * 1_999_990 + b"\n")
    full.chmod(0o644)

    with house:
        house.merchant().get("/api/quota")

    assert mode(full) == 0o600
    assert mode(house.folder / "server.log.1") == 0o600


def test_a_defect_is_told_by_its_number_and_not_by_its_insides(house: House, merchant: Merchant):
    house.alter("ALTER TABLE uploads RENAME TO hidden")

    answer = merchant.http.get("/api/uploads/x")

    assert refusal(answer)[:2] == (500, 5000)
    assert "hidden" not in answer.text
    assert "SELECT" not in answer.text
    assert answer.json()["error"]["details"]["reference"] in house.log
    assert answer.headers["x-content-type-options"] == "nosniff"


def mode(path: Path) -> int:
    """Permission bits."""
    return stat.S_IMODE(path.stat().st_mode)
