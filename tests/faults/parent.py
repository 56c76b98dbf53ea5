"""A parent that starts the server as the window does, tells its pids, and waits to be killed: `parent.py FOLDER`."""

import asyncio
import json
import sys
import time
from pathlib import Path

import psutil

from desktop_app.api.tasks import CreateTask
from desktop_app.client.bundled import BundledServer
from desktop_app.client.server import ServerClient
from desktop_app.core.words import Language


async def _work(server: BundledServer, photos: list[bytes]) -> None:
    async with ServerClient.local(server.handshake, Language.ENGLISH) as client:
        ids = [(await client.upload(data, "photo.jpg")).id for data in photos]
        await client.create_batch(CreateTask(feature_id="basic_clean", input_images=ids, input_data=UNCUT))


if __name__ == "__main__":
    from tests.faults.floor import UNCUT, photo

    with BundledServer(Path(sys.argv[1])) as server:
        asyncio.run(_work(server, [photo(number) for number in range(20)]))
        family = [child.pid for child in psutil.Process(server.handshake.pid).children(recursive=True)]
        print(json.dumps({"port": server.handshake.port, "pid": server.handshake.pid, "family": family}), flush=True)
        time.sleep(600)
