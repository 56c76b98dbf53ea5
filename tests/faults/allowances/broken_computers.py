"""Computers that break one rule each."""

from typing import Any

from desktop_app.core.chain import Chain
from desktop_app.core.standing import Anchor, DeviceState, Standing
from tests.faults.allowances.accounts import Answer
from tests.faults.allowances.database import Database
from tests.faults.allowances.device import Computer, Next


class NoAnchor(Computer):
    def judged(self, db: Database) -> Standing:
        return Standing.OK


class RecoversFromTheDatabase(Computer):
    def recovery(self) -> Next:
        kind, payload = super().recovery()
        if kind == "recover" and self.anchor is not None and self.anchor.device == self.db.device:
            db = self.db
            told = type(self.anchor.gross)(db.spent, db.refunded, db.returned)
            payload = (payload[0], Anchor(db.device, db.chain, told, self.anchor.sent))
        return kind, payload


class ReturnsAreCreditedAtOnce(Computer):
    """Sends a return before it has debited itself: here, tells it and debits when it is acknowledged."""

    def give_back(self, amount: int, *, crash: bool = False) -> None:
        self.tell("return", {"amount": amount}, crash=crash)


class Deaf(Computer):
    """Does not compare itself with the cloud either, so that nothing but the chain could notice."""

    def may_go_on(self, answer: Answer) -> bool:
        if answer.told.state is not DeviceState.OK:
            return super().may_go_on(answer)
        self.acknowledge(answer.told.epoch, answer.told.acked)
        return True


class TokensOpenTwice(Computer):
    def open_token(self, token: str, amount: int) -> None:
        self.db.opened.discard(token)
        super().open_token(token, amount)


class SpendsBeforeTheOpeningIsAcknowledged(Computer):
    def opening(self, amount: int) -> None:
        self.db.available += amount


class OpeningsLookAlike(Computer):
    """The same token opened by two copies of a disk is the same event: both are acknowledged."""

    def open_token(self, token: str, amount: int) -> None:
        fresh, self.fresh = self.fresh, lambda: f"open {token}"
        super().open_token(token, amount)
        self.fresh = fresh


class RefundsTwiceHere(Computer):
    def taken_back(self, attempt: str) -> int:
        return self.db.posts[attempt]


class CursorBeforeThePage(Computer):
    """And dies between the two, now and then."""

    def heard_pull(self, page: tuple[int, list[str], int]) -> None:
        after, lines, _ = page
        if after == self.db.cursor and after % 7 == 0:
            self.db.cursor += len(lines)
        else:
            super().heard_pull(page)


class PagesAreTakenTwice(Computer):
    def heard_pull(self, page: tuple[int, list[str], int]) -> None:
        self.db.lines.extend(page[1])
        self.db.cursor += len(page[1])


class ClaimsAreTakenBack(Computer):
    def judged(self, db: Database) -> Standing:
        claim, self.claim = self.claim, ""
        found = super().judged(db)
        self.claim = claim if found is not Standing.OK else ""
        return found


class EpochIsIgnored(Computer):
    def may_go_on(self, answer: Answer) -> bool:
        self.db.epoch = max(self.db.epoch, answer.told.epoch)
        return super().may_go_on(answer)


class KeepsWhatWasPulled(Computer):
    def start_again(self, epoch: int, acked: Chain) -> None:
        lines, cursor = self.db.lines[:], self.db.cursor
        super().start_again(epoch, acked)
        self.db.lines, self.db.cursor = lines, cursor


class AnchorAfterTheAnswer(Computer):
    """What was done is shown before the anchor knows of it."""

    def tell(self, event_type: str, body: dict[str, Any], *, crash: bool = False) -> None:
        super().tell(event_type, body, crash=crash)
        for event in self.db.unreleased:
            self.release(self.serial, event)
