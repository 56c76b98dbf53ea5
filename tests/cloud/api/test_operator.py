"""What an operator does by hand: each `cleanrack cloud …` in both languages, and what it does to a real cloud."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from desktop_app.core import words
from desktop_app.core.errors import (
    DatabaseAwayError,
    EmailTakenError,
    InvalidRequestError,
    NotFoundError,
    SchemaBehindError,
    SchemaTooNewError,
)
from desktop_app.core.words import Language
from tests.cloud.api.member import Members
from tests.cloud.api.terminal import Terminal, said
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Place
from tests.journeys.merchant import data
from tests.sync.cloud import PASSWORD, Cloud

pytestmark = pytest.mark.xdist_group("cloud-operator")

IN_EACH_LANGUAGE = pytest.mark.parametrize("language", [each.value for each in Language])
EMAIL = "anna@example.com"
ACTS = [
    ("check",),
    ("topup", "issue", "--amount", "5"),
    ("accounts", "list"),
    ("accounts", "create", EMAIL),
    ("accounts", "reset-password", EMAIL),
    ("accounts", "regrant", EMAIL, "--amount", "5"),
    ("keys", "rotate"),
    ("raise-epoch",),
]
"""Everything but `migrate`."""


@pytest.fixture
def terminal(place: Place, tmp_path: Path) -> Terminal:
    return Terminal(tmp_path, place.environment)


@pytest.fixture
def empty(postgres_server: PostgresServer) -> Iterator[str]:
    """URL of a database that nobody has migrated."""
    url = postgres_server.empty()
    yield url
    postgres_server.drop(url)


# the schema


@IN_EACH_LANGUAGE
def test_an_empty_database_is_migrated_once(terminal: Terminal, empty: str, language: str) -> None:
    first, again = (terminal.cloud("migrate", "--database", empty, language=language) for _ in range(2))

    assert (first.returncode, first.stdout) == (0, said(language, "cloud-migrated"))
    assert (again.returncode, again.stdout) == (0, said(language, "cloud-current"))
    check = terminal.cloud("check", "--database", empty, language=language)
    assert (check.returncode, check.stdout.count("✓")) == (0, 3)


@pytest.mark.parametrize("act", ACTS, ids=" ".join)
def test_before_that_nothing_else_is_done(terminal: Terminal, empty: str, act: tuple[str, ...]) -> None:
    language = (Language.CHINESE, Language.ENGLISH)[len(act) % 2]

    ended = terminal.cloud(*act, "--database", empty, language=language.value)

    assert (ended.returncode, ended.stdout) == (6, "")
    assert ended.stderr == words.explain(language, SchemaBehindError(found="-")) + "\n"
    with psycopg.connect(empty) as nothing:
        tables = nothing.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)


@pytest.mark.parametrize("act", [("migrate",), ("check",)], ids=" ".join)
def test_a_database_of_a_newer_version_is_left_alone(terminal: Terminal, empty: str, act: tuple[str, ...]) -> None:
    with psycopg.connect(empty) as newer:
        newer.execute("CREATE TABLE alembic_version (version_num varchar(32))")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
        newer.execute("GRANT SELECT ON alembic_version TO cleanrack_app")

    ended = terminal.cloud(*act, "--database", empty)

    newest = words.explain(Language.ENGLISH, SchemaTooNewError(found="9999", known="0008"))
    assert (ended.returncode, ended.stderr) == (6, newest + "\n")


# what it stands on


@IN_EACH_LANGUAGE
def test_a_check_names_what_is_broken(terminal: Terminal, language: str) -> None:
    ended = terminal.cloud("check", language=language, CLEANRACK_STORAGE_ENDPOINT="http://127.0.0.1:9")

    database, ledger, storage = ended.stdout.splitlines()
    assert ended.returncode == 1
    assert ("✓" in database, "✓" in ledger, "✗" in storage) == (True, True, True)
    assert said(language, "cloud-check-storage").strip() in storage
    assert "http://127.0.0.1:9/" in storage


# accounts, codes, keys


@IN_EACH_LANGUAGE
def test_a_code_is_shown_once_and_redeemed_once(members: Members, terminal: Terminal, language: str) -> None:
    issued = terminal.cloud("topup", "issue", "--amount", "500", "--count", "2", "--note", "1042", language=language)
    codes = issued.stdout.split()
    member, other = (members.sign_up(f"{name}-{language}@example.com") for name in ("one", "other"))

    redeemed = member.redeem(codes[0])
    again = [each.post("/api/topups/redeem", {"code": codes[0]}).json()["error"]["slug"] for each in (member, other)]

    assert (issued.returncode, issued.stderr) == (0, said(language, "cloud-codes-once"))
    assert (len(codes), redeemed["amount"], redeemed["quota"]["balance"]) == (2, 500, 500)
    assert again == ["code-used"] * 2
    assert member.get("/api/quota")["balance"] == 500


@IN_EACH_LANGUAGE
def test_an_account_is_made_listed_and_given_another_password(
    members: Members, terminal: Terminal, language: str
) -> None:
    email = f"made-{language.lower()}@example.com"
    made = terminal.cloud("accounts", "create", email, language=language)
    first = members.sign_in(email, password=made.stdout.split()[-1])
    reset = terminal.cloud("accounts", "reset-password", email.upper(), language=language)
    second = members.sign_in(email, password=reset.stdout.split()[-1])
    listed = terminal.cloud("accounts", "list", language=language)

    assert (made.returncode, reset.returncode, listed.returncode) == (0, 0, 0)
    assert made.stderr == reset.stderr == said(language, "cloud-password-once")
    assert first.http.get("/api/quota").status_code == 401, "all sign-ins have ended"
    assert second.get("/api/quota")["balance"] == 0
    (row,) = [line for line in listed.stdout.splitlines() if line.startswith(email)]
    assert row.split()[1:3] == ["0", "2"]
    assert said(language, "column-email").strip() in listed.stdout


@IN_EACH_LANGUAGE
def test_quota_given_by_hand_stands_in_the_statement(members: Members, terminal: Terminal, language: str) -> None:
    member = members.sign_up(f"lost-{language}@example.com", quota=10)

    given = terminal.cloud("accounts", "regrant", member.email, "--amount", "40", "--note", "lost", language=language)

    assert (given.returncode, given.stdout) == (0, said(language, "cloud-regranted", amount=40, balance=50))
    assert member.get("/api/quota")["balance"] == 50
    assert [entry["amount"] for entry in member.get("/api/quota/entries")["entries"]] == [40, 10]


@IN_EACH_LANGUAGE
def test_a_new_key_signs_from_now_on_and_the_old_one_stays_good(
    cloud: Cloud, members: Members, terminal: Terminal, language: str
) -> None:
    member = members.sign_up(f"keys-{language}@example.com", quota=10)
    before = data(member.post("/api/allowances", {"id": "a" * 32, "want": 1}))["token"]["key"]

    rotated = terminal.cloud("keys", "rotate", language=language)

    after = data(member.post("/api/allowances", {"id": "b" * 32, "want": 1}))["token"]["key"]
    assert (rotated.returncode, rotated.stdout) == (0, said(language, "cloud-key", name=after))
    told = {"email": member.email, "password": PASSWORD, "device": {"name": "Laptop"}}
    keys = data(httpx.post(f"{cloud.url}/api/sessions", json=told, trust_env=False, timeout=60), status=201)["keys"]
    assert {before, after} <= {key["id"] for key in keys}


def test_a_key_that_the_api_could_not_open_is_not_made(cloud: Cloud, terminal: Terminal, members: Members) -> None:
    members.sign_up("before@example.com")

    rotated = terminal.cloud("keys", "rotate", CLEANRACK_SECRET="another secret than the one of the API")

    assert (rotated.returncode, "CLEANRACK_SECRET" in rotated.stderr) == (6, True)
    members.sign_up("after@example.com")


@IN_EACH_LANGUAGE
def test_a_raised_epoch_is_told_to_computers(members: Members, terminal: Terminal, language: str) -> None:
    member = members.sign_up(f"epoch-{language}@example.com")

    raised = terminal.cloud("raise-epoch", language=language)

    epoch = member.hello()["totals"]["epoch"]
    assert (raised.returncode, raised.stdout) == (0, said(language, "cloud-epoch", epoch=epoch))
    assert epoch > 1


def test_with_json_every_command_answers_one_document(members: Members, terminal: Terminal) -> None:
    checks = terminal.document("check")["checks"]
    codes = terminal.document("topup", "issue", "--amount", "5", "--days", "30")["codes"]
    made = terminal.document("accounts", "create", "json@example.com")
    reset = terminal.document("accounts", "reset-password", "json@example.com")
    given = terminal.document("accounts", "regrant", "json@example.com", "--amount", "7")
    accounts = terminal.document("accounts", "list")["accounts"]
    key = terminal.document("keys", "rotate")["key"]
    epoch = terminal.document("raise-epoch")["epoch"]
    migrated = terminal.document("migrate")

    assert [(each["name"], each["findings"]) for each in checks] == [
        (name, []) for name in ("database", "ledger", "storage")
    ]
    assert len(codes) == 1
    assert (made["email"], reset["email"], made["password"] != reset["password"]) == ("json@example.com",) * 2 + (True,)
    assert given == {"email": "json@example.com", "balance": 7}
    assert ("json@example.com", 7) in {(each["email"], each["balance"]) for each in accounts}
    assert (bool(key), epoch > 1, migrated) == (True, True, {"changed": False})
    members.sign_in("json@example.com", password=reset["password"]).redeem(codes[0])


# what cannot be done

REFUSED = [
    (("accounts", "create", "taken@example.com"), EmailTakenError()),
    (("accounts", "create", "nobody"), InvalidRequestError(reason="email")),
    (("accounts", "reset-password", "nobody@example.com"), NotFoundError(what="account")),
    (("accounts", "regrant", "nobody@example.com", "--amount", "5"), NotFoundError(what="account")),
]


@pytest.mark.parametrize(("act", "error"), REFUSED, ids=[" ".join(act) for act, _ in REFUSED])
def test_what_cannot_be_done_is_a_sentence_and_an_exit_code(
    cloud: Cloud, terminal: Terminal, act: tuple[str, ...], error: Exception
) -> None:
    httpx.post(
        f"{cloud.url}/api/accounts",
        json={"email": "taken@example.com", "password": PASSWORD, "device": {"name": "Studio"}},
        trust_env=False,
        timeout=60,
    )
    ended = terminal.cloud(*act, "--json", language="zh-CN")

    sentence = words.explain(Language.CHINESE, error)  # type: ignore[arg-type]
    assert (ended.returncode, ended.stderr) == (9, sentence + "\n")
    told = json.loads(ended.stdout)
    assert (told["ok"], told["exit_code"], told["error"]["message"]) == (False, 9, sentence)


@pytest.mark.parametrize("act", [("topup", "issue", "--amount", "0"), ("mend",)], ids=" ".join)
def test_what_was_typed_wrongly_is_explained(terminal: Terminal, act: tuple[str, ...]) -> None:
    ended = terminal.cloud(*act)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr


def test_a_database_that_does_not_answer_is_a_sentence(terminal: Terminal) -> None:
    ended = terminal.cloud("check", "--database", "postgresql://nobody@127.0.0.1:9/nothing")

    assert (ended.returncode, ended.stdout) == (6, "")
    assert ended.stderr == words.explain(Language.ENGLISH, DatabaseAwayError()) + "\n"
