"""Makes and signs the release feed: the one document that installed copies ask for new versions.

    python installer/feed.py key release-2026.key         # once: a secret key, and its line for resources/release.json
    python installer/feed.py make feed.json --key release-2026.key --version 0.2.0 \\
        --link https://cleanrack.example/download --notes-en notes-en.txt --notes-zh notes-zh.txt
    python installer/feed.py renew feed.json --key release-2026.key     # before it expires: every copy says when it has
    python installer/feed.py show feed.json --public BASE64             # what it says, and whether that key signed it

The number of a feed grows by itself with the file that is replaced; copies refuse a smaller one. Keep the secret key
off the computer that serves the feed: who has both can announce anything.
"""

import argparse
import base64
import os
import secrets
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop_app.core import releases, signatures
from desktop_app.core.releases import Feed, Release, SignedFeed

LANGUAGES = {"notes_en": "en", "notes_zh": "zh-CN"}


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command."""
    asked = _parser().parse_args(arguments)
    code: int = asked.run(asked)
    return code


def key(asked: argparse.Namespace) -> int:
    """Make a secret key that only its owner can read, and say its public half."""
    secret = secrets.token_bytes(32)
    made = os.open(asked.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secret).decode() + "\n")
    print(f'"{asked.file.stem}": "{signatures.public_of(secret)}"')
    return 0


def make(asked: argparse.Namespace) -> int:
    """A feed that tells of a release."""
    notes = {tag: _lines(getattr(asked, name)) for name, tag in LANGUAGES.items() if getattr(asked, name)}
    release = Release(version=asked.version, published=asked.published, link=asked.link, notes=notes)
    before = _payload(asked.file) if asked.file.exists() else None
    if before is not None and releases.is_newer(before.newest.version, release.version):
        print(f"{asked.file} tells of {before.newest.version}: copies that have seen it would refuse {release.version}")
        return 1
    return _issue(asked, release, (before.number if before else 0) + 1)


def renew(asked: argparse.Namespace) -> int:
    """The same news, good for longer."""
    before = _payload(asked.file)
    return _issue(asked, before.newest, before.number + 1)


def show(asked: argparse.Namespace) -> int:
    """What a feed says; 1 unless the key given signed it."""
    feed = _payload(asked.file)
    print(feed.model_dump_json(indent=2))
    if not asked.public:
        return 0
    names = [each.key for each in _document(asked.file).signatures]
    releases.read(asked.file.read_bytes(), dict.fromkeys(names, asked.public))
    print("signed by this key")
    return 0


def _issue(asked: argparse.Namespace, release: Release, number: int) -> int:
    now = datetime.now(UTC).replace(microsecond=0)
    feed = Feed(number=number, issued_at=now, expires_at=now + timedelta(days=asked.days), newest=release)
    signed = releases.sign(feed, {file.stem: base64.b64decode(file.read_text("ascii")) for file in asked.key})
    part = asked.file.with_name(f"{asked.file.name}.part")
    part.write_text(signed.model_dump_json(indent=1) + "\n", encoding="utf-8")
    part.replace(asked.file)
    print(f"{asked.file}: number {number}, {release.version}, good until {feed.expires_at:%Y-%m-%d}")
    return 0


def _lines(file: Path) -> tuple[str, ...]:
    return tuple(line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def _document(file: Path) -> SignedFeed:
    return SignedFeed.model_validate_json(file.read_bytes())


def _payload(file: Path) -> Feed:
    return Feed.model_validate_json(base64.b64decode(_document(file).payload))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="feed.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for run in (key, make, renew, show):
        command = commands.add_parser(run.__name__, help=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("file", type=Path)
        if run in (make, renew):
            command.add_argument("--key", type=Path, action="append", required=True, help="may be given twice")
            command.add_argument("--days", type=int, default=90, help="for how long it is good")
        if run is make:
            command.add_argument("--version", required=True)
            command.add_argument("--link", required=True, help="the page of the release, https")
            command.add_argument("--published", type=date.fromisoformat, default=datetime.now(UTC).date())
            for name in LANGUAGES:
                command.add_argument(f"--{name.replace('_', '-')}", type=Path, help="one line for each piece of news")
        if run is show:
            command.add_argument("--public", default="")
    return parser


if __name__ == "__main__":
    sys.exit(main())
