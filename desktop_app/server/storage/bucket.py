"""The S3 bucket of the cloud: where it is, where each blob lies in it, and requests to it signed.

Signing alone: no request of ours goes through botocore, which can wait for ever on a line that was cut.
"""

import base64
import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from desktop_app.core.errors import BusyError

PUT_SECONDS = 900
"""How long a place to send a picture to is good for."""
GET_SECONDS = 300
_ANSWER_SECONDS = 10


class Presigned(NamedTuple):
    """A request that somebody else may make without knowing our keys."""

    url: str
    headers: dict[str, str]
    """To be sent exactly so; they are signed."""


class Found(NamedTuple):
    """What the bucket says of a blob that is there."""

    size: int
    sha256: str | None
    """Of its bytes as they came, in hex; None where it came without a checksum."""


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """Addresses and signs. Blobs are keyed `<account>/sha256/aa/<hex>`: nothing is shared between accounts."""

    name: str
    endpoint: str
    """Where this process speaks S3: `https://host[:port]`."""
    public_endpoint: str = ""
    """Where merchants' computers do, if elsewhere."""
    region: str = "us-east-1"
    access_key: str
    secret_key: str = field(repr=False)

    def key(self, owner: str, sha256: str) -> str:
        """Where a blob lies."""
        return f"{owner}/sha256/{sha256[:2]}/{sha256}"

    def presigned_put(self, owner: str, sha256: str, size: int) -> Presigned:
        """For sending a blob: exactly these bytes, once. 200 and 412 both mean that it is there."""
        headers = {
            "content-length": str(size),
            "x-amz-checksum-sha256": base64.b64encode(bytes.fromhex(sha256)).decode(),
            "if-none-match": "*",
        }
        return Presigned(self._presigned("PUT", owner, sha256, headers, PUT_SECONDS), headers)

    def presigned_get(self, owner: str, sha256: str) -> Presigned:
        """For reading a blob."""
        return Presigned(self._presigned("GET", owner, sha256, {}, GET_SECONDS), {})

    def head(self, owner: str, sha256: str) -> Found | None:
        """What is there; None only where the bucket says that nothing is. Raises BusyError where it does not say."""
        status, headers = self._asked(f"/{self.key(owner, sha256)}", {"x-amz-checksum-mode": "ENABLED"})
        if status == http.HTTPStatus.NOT_FOUND and self.answers():  # 404 is said of a bucket that is not there, too
            return None
        if status != http.HTTPStatus.OK:
            raise BusyError
        told = headers.get("x-amz-checksum-sha256")
        return Found(int(headers["content-length"]), base64.b64decode(told).hex() if told else None)

    def answers(self) -> bool:
        """Whether the bucket is there and ours."""
        try:
            return self._asked("", {})[0] == http.HTTPStatus.OK
        except BusyError:
            return False

    def _presigned(self, method: str, owner: str, sha256: str, headers: Mapping[str, str], seconds: int) -> str:
        url = f"{self.public_endpoint or self.endpoint}/{self.name}/{quote(self.key(owner, sha256))}"
        request = AWSRequest(method=method, url=url, headers=headers)
        S3SigV4QueryAuth(self._credentials, "s3", self.region, expires=seconds).add_auth(request)
        return str(request.url)

    def _asked(self, path: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """A signed HEAD of our own: its status, and its headers in small letters. Raises BusyError."""
        request = AWSRequest(method="HEAD", url=f"{self.endpoint}/{self.name}{quote(path)}", headers=headers)
        S3SigV4Auth(self._credentials, "s3", self.region).add_auth(request)
        line = _line_to(self.endpoint)
        try:
            line.request("HEAD", urlsplit(request.url).path, headers=dict(request.headers))
            answer = line.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}
        except (OSError, http.client.HTTPException) as exc:
            raise BusyError from exc
        finally:
            line.close()

    @property
    def _credentials(self) -> Credentials:
        return Credentials(self.access_key, self.secret_key)


def _line_to(endpoint: str) -> http.client.HTTPConnection:
    parts = urlsplit(endpoint)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.netloc, timeout=_ANSWER_SECONDS)
