"""What merchant A has in a cloud, looked at past the API; and everything of it that nobody else may learn."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from desktop_app.core import ids
from desktop_app.server.migrations.versions.r0007_postgres_rules import OWNED
from desktop_app.server.storage.bucket import Bucket
from tests.cloud.api.member import Member, Members, working
from tests.cloud.objects import ACCESS_KEY, SECRET_KEY
from tests.cloud.workers.fleet import Place
from tests.journeys import photos
from tests.journeys.merchant import data
from tests.sync.cloud import Cloud

PASSWORD = "what only Anna knows"
PHOTO_NAME = "annas-new-collection.jpg"


@dataclass(frozen=True)
class Estate:
    """A is one who has worked: two computers, an allowance, a batch that is over, a finished picture."""

    a: Member
    laptop: Member
    place: Place
    photo: bytes
    code: str
    """That A has redeemed."""
    allowance: str
    ids: dict[str, str]
    """What a path can name."""

    @classmethod
    def of(cls, cloud: Cloud, place: Place, members: Members) -> "Estate":
        """Everything A did."""
        a = members.sign_up("anna@example.com", password=PASSWORD, name="Annas studio")
        laptop = members.sign_in(a.email, password=PASSWORD, name="Annas laptop")
        photo, code = photos.garment(1), cloud.code(40)
        a.redeem(code)
        laptop.get("/api/quota")
        with working(place):
            uploads = a.uploads([photo, photos.cut_short(2)], [PHOTO_NAME])
            task = a.wait(a.batch(uploads))
        allowance = data(a.post("/api/allowances", {"id": ids.new(), "want": 5}))["token"]["id"]
        a.computer.make(1)
        a.push()
        found = {
            "task_id": task["id"],
            "upload_id": uploads[0],
            "index": "0",
            "asset_id": a.get("/api/library")["assets"][0]["id"],
            "sha256": task["batch_items"][0]["output"]["sha256"],
            "device_id": laptop.device,
        }
        return cls(a, laptop, place, photo, code, allowance, found)

    def belongings(self) -> dict[str, list[str]]:
        """Everything that somebody could have changed: rows, and pictures in the storage."""
        with psycopg.connect(self.place.url) as owner:  # of the tables: row-level security does not bind it
            rows = {table: _rows(owner, table, column, self.a.account) for table, column in OWNED.items()}
            rows["topup_codes"] = _rows(owner, "topup_codes", "redeemed_by", self.a.account)
        return {**rows, "pictures": [str(self._bucket.head(self.a.account, self.ids["sha256"]))]}

    def told_in(self, answer: str) -> set[str]:
        """What of A an answer gives away."""
        secrets = {
            *(value for name, value in self.ids.items() if name != "index"),
            *(self.a.account, self.a.device, self.a.email, "Annas", PHOTO_NAME, self.code, self.allowance),
            *(event.id for event in self.a.computer.told),
        }
        return {secret for secret in secrets if secret in answer}

    @property
    def _bucket(self) -> Bucket:
        endpoint = self.place.objects.endpoint
        return Bucket(name=self.place.bucket, endpoint=endpoint, access_key=ACCESS_KEY, secret_key=SECRET_KEY)


def _rows(connection: "psycopg.Connection[Any]", table: str, column: str, account: str) -> list[str]:
    query = sql.SQL("SELECT t::text FROM {} t WHERE {} = %s ORDER BY 1")
    return [
        row[0] for row in connection.execute(query.format(sql.Identifier(table), sql.Identifier(column)), [account])
    ]
