"""What merchants do while sync is paused: pictures, and marks in the library."""

import random
from collections.abc import Iterator

from tests.faults.storm.plan import Round
from tests.journeys.merchant import data
from tests.journeys.photos import drawing, saved
from tests.sync.computer import Computer

_SIZE = (900, 1200)


class Work:
    """Gives each photo and each mark once, and remembers what was deleted in the end."""

    def __init__(self, *, seed: int) -> None:
        self._chance = random.Random(seed)
        self._photos = self._drawn()
        self.deleted: set[str] = set()
        """Assets that nobody has brought back."""
        self.marks = 0

    def make(self, maker: Computer, other: Computer, due: Round) -> None:
        """A batch on one computer, single tasks on the other."""
        made = [(maker, self._batch(maker, due.batch))] if due.batch else []
        made += [(other, self._single(other)) for _ in range(due.singles)]
        for computer, task in made:
            assert computer.somebody.wait(task)["status"] == "completed"

    def mark(self, computers: tuple[Computer, Computer], events: int, *, theirs: bool) -> None:
        """Delete pictures and bring them back, in turns, until so many events are told by both.

        Either each marks its own pictures, or each those of the other: what is deleted in the end is known then.
        """
        shelves = [_shelf(computer, theirs=theirs) for computer in computers]
        for _ in range(events - sum(map(told, computers))):
            number = self.marks % 2
            self._mark(computers[number], self._chance.choice(shelves[number]))

    def _mark(self, computer: Computer, asset: str) -> None:
        verb = "restore" if asset in self.deleted else "delete"
        answer = data(computer.somebody.http.post(f"/api/library/{verb}", json={"ids": [asset]}))
        assert answer["count"] == 1, (verb, asset)
        self.deleted ^= {asset}
        self.marks += 1

    def _batch(self, computer: Computer, photos: int) -> str:
        somebody = computer.somebody
        return somebody.batch(somebody.uploads([next(self._photos) for _ in range(photos)]))

    def _single(self, computer: Computer) -> str:
        somebody = computer.somebody
        answer = somebody.submit(somebody.uploads([next(self._photos)]), single=True, background="keep")
        return str(data(answer, status=201)["task_id"])

    def _drawn(self) -> Iterator[bytes]:
        while True:
            yield saved(drawing(self._chance.randrange(10**9), _SIZE), "JPEG", quality=90)


def told(computer: Computer) -> int:
    """Events a computer has told so far, acknowledged or not."""
    return int(computer.rows("SELECT dseq FROM links")[0][0])


def _shelf(computer: Computer, *, theirs: bool) -> list[str]:
    of = "assets JOIN tasks ON tasks.id = assets.task_id"
    rows = computer.rows(f"SELECT assets.id FROM {of} WHERE (device IS NOT NULL) = ? ORDER BY assets.id", theirs)
    return [row[0] for row in rows]
