"""What must be true after every step, reckoned from outside: nobody's own figures are believed."""

from typing import Any

from desktop_app.core.chain import Event
from desktop_app.core.standing import DeviceState, Standing
from tests.faults.allowances.cloud import PAGE, Cloud
from tests.faults.allowances.database import Database
from tests.faults.allowances.device import Computer


class ViolationError(AssertionError):
    """A rule was broken."""


class Reckoning:
    """Counts what merchants really got, and knows who may complain."""

    def __init__(self, cloud: Cloud, computers: list[Computer], *, cloned: bool) -> None:
        self.cloud = cloud
        self.computers = computers
        self.cloned = cloned
        """Disks are copied here: a picture may be shown twice, and an honest computer refused for what its copy did."""
        self.net = 0
        """Delivered and not refunded."""
        self.exposure = 0
        """What copied disks held or both refunded, and what a restored cloud cannot know: may be spent twice."""
        self.lost: dict[str, tuple[str, int]] = {}
        """Tokens that a restore lost and a healthy computer will tell again."""
        self.delivered: dict[str, dict[int, str]] = {}
        """By attempt: which event of which computer delivered it."""
        self.refunded: dict[str, dict[str, int]] = {}
        """By attempt: amounts by event."""
        self.gone: set[str] = set()
        """Devices whose last deeds may never be heard of."""

    # what happens

    def released(self, serial: int, event: Event) -> None:
        """A computer shows what it did."""
        if event.type == "post":
            self.deliver(event.body["attempt"], event.body["amount"], event.id, serial)
        elif event.type == "refund":
            self.refund(event.body["attempt"], event.body["amount"], event.id)

    def deliver(self, attempt: str, amount: int, event: str, serial: int) -> None:
        """A picture is there; a copied disk may show it once more."""
        shown = self.delivered.setdefault(attempt, {})
        known = shown.setdefault(serial if self.cloned else 0, "")
        if known not in ("", event):
            raise ViolationError(f"attempt {attempt} was posted twice")
        if not known:
            shown[serial if self.cloned else 0] = event
            self.net += amount

    def refund(self, attempt: str, amount: int, event: str) -> None:
        """Quota for a picture came back."""
        known = self.refunded.setdefault(attempt, {})
        if event in known:
            return
        if known and not self.cloned:
            raise ViolationError(f"attempt {attempt} was refunded twice")
        if len(known) < len(self.delivered[attempt]):
            self.net -= amount
        else:
            self.exposure += amount
        known[event] = amount

    def cloned_disk(self, computer: Computer) -> None:
        """What lives on a disk may now be used twice; also in a database put aside, if it is the right one."""
        found = [computer.db, *computer.copies]
        right = (db for db in found if db.frozen is Standing.OK and computer.judged(db) is Standing.OK)
        self.exposure += max((db.live() for db in right), default=0)

    def lose(self, device: str) -> None:
        """A device's last deeds may never be heard of."""
        self.gone.add(device)

    def expose(self, device: str) -> None:
        """Tokens that only this device could have told of again."""
        for token in [token for token, (owner, _) in self.lost.items() if owner == device]:
            self.exposure += self.lost.pop(token)[1]

    def rebuilt(self) -> None:
        """Lost tokens of which the cloud was told again."""
        while self.cloud.rebuilt:
            self.lost.pop(self.cloud.rebuilt.pop(), None)

    def restoring(self, kept: dict[str, Any], healthy: set[str]) -> None:
        """The cloud is about to forget what is not in a backup; only healthy devices will tell it again."""
        cloud = self.cloud
        sure = healthy & kept["devices"].keys()
        for device in {owner for owner, _ in self.lost.values()} - sure:
            self.expose(device)
        for token in cloud.tokens.keys() - kept["tokens"].keys():
            device, amount = cloud.tokens[token]
            if device in sure:
                self.lost[token] = (device, amount)
            else:
                self.exposure += amount
        self._revive(kept)
        self._forget_own_work(kept)

    def _revive(self, kept: dict[str, Any]) -> None:
        """Forgetting a device is forgotten: what it had not opened went back to the pool, and now it may open it."""
        for name, account in kept["devices"].items():
            if not self._is_open(name):
                self.exposure += sum(account.unopened.values())

    def _forget_own_work(self, kept: dict[str, Any]) -> None:
        cloud = self.cloud
        for attempt in cloud.posts.keys() - kept["posts"].keys():
            device, amount = cloud.posts[attempt]
            self.exposure += 0 if device else amount
        for attempt in cloud.refunds - kept["refunds"]:
            amount = self.refunded[attempt].pop("cloud", 0)
            self.net += amount
            self.exposure += amount

    def frozen(self, computer: Computer) -> None:
        """Nobody who did nothing wrong is stopped."""
        forgotten = computer.db.frozen is Standing.FORGOTTEN and computer.db.device in self.gone
        if not (self.cloned or forgotten or computer.db.frozen is Standing.UNKNOWN):
            raise ViolationError(f"an honest computer was stopped: {computer.db.frozen}")

    def renamed(self, computer: Computer) -> None:
        """Whoever recovered is nobody else; but a claim may have been copied with its disk."""
        if not computer.lineage:
            return
        claim = computer.lineage[-1][1]
        for other in self.computers:
            if other.db.device == computer.db.device and other.lineage and other.lineage[-1][1] != claim:
                raise ViolationError(f"two computers became {computer.db.device}")

    # what must be true

    def check(self, computer: Computer) -> None:
        """After every step."""
        self._check_cloud()
        db, cloud = computer.db, self.cloud
        if db.available < 0 or db.held < 0:
            raise ViolationError(f"{db.device} is below zero")
        if self.net + (spendable := self.spendable()) > cloud.granted + self.exposure:
            raise ViolationError(
                f"{self.net} was delivered and {spendable} can be, of {cloud.granted}, {self.exposure} exposed"
            )
        if (cloud.refusals or cloud.quarantines) and not self.cloned:
            raise ViolationError("an honest computer was refused")
        self._check_statement(db)

    def _check_cloud(self) -> None:
        cloud = self.cloud
        if cloud.pool_held < 0 or cloud.pool < cloud.pool_held or cloud.spent < 0 or cloud.forfeited < 0:
            raise ViolationError("the cloud is below zero")
        total = cloud.pool + cloud.spent + cloud.forfeited
        for account in cloud.devices.values():
            if account.held < 0 or account.posted < account.held:
                raise ViolationError(f"{account.id} is below zero in the cloud")
            total += account.posted
        if total != cloud.granted + cloud.owed:
            raise ViolationError(f"{cloud.granted} was granted, {cloud.owed} is owed, {total} is there")

    def spendable(self) -> int:
        """What could be delivered from here on, were nobody to talk to anybody."""
        total = 0 if self.cloud.restoring else self.cloud.pool
        for computer in self.computers:
            if computer.works:
                db = computer.db
                total += db.available + db.held
                if db.openings and not self.cloned:  # of two copies that open a token, one will never spend it
                    total += sum(db.openings.values()) if self._is_open(db.device) else 0
        return total

    def _is_open(self, device: str) -> bool:
        account = self.cloud.devices.get(device)
        return account is None or account.state is not DeviceState.CLOSED

    def _check_statement(self, db: Database) -> None:
        """What a computer shows is how the cloud's statement begins."""
        lines, cloud = db.lines, self.cloud
        if len(lines) != db.cursor:
            raise ViolationError(f"{db.device} says it read {db.cursor} lines and has {len(lines)}")
        if db.epoch == cloud.epoch and lines[-PAGE:] != cloud.lines[max(0, db.cursor - PAGE) : db.cursor]:
            raise ViolationError(f"{db.device} has another statement")
