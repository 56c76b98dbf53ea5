"""Clouds that break one rule each."""

from typing import Any

from desktop_app.core.allowances import size
from desktop_app.core.chain import Chain, Event, Verdict
from desktop_app.core.standing import Anchor, DeviceState
from tests.faults.allowances.accounts import Account, Answer
from tests.faults.allowances.cloud import Cloud

GRACE = 2 * 86_400


class TimeReclaims(Cloud):
    def answer(self, account: Account | None, payload: Any = None) -> Answer:
        for other in self.devices.values():
            if self.now > other.heard_at + GRACE and other is not account and not other.holds:
                other.unopened.clear()
                amount, other.posted = other.posted, 0
                self.to_pool(amount)
        return super().answer(account, payload)


class ForgettingGivesBack(Cloud):
    def forget(self, device: str) -> None:
        account = self.devices[device]
        amount = account.posted - sum(account.unopened.values())
        account.posted -= amount
        self.to_pool(amount)
        super().forget(device)


class RecoveryWithoutAnchorGivesBack(Cloud):
    def dissolve(self, account: Account, anchor: Anchor | None) -> None:
        if anchor is None and account.state is not DeviceState.CLOSED:
            amount = account.posted - sum(account.unopened.values())
            account.posted -= amount
            self.to_pool(amount)
        super().dissolve(account, anchor)


class NoDedupe(Cloud):
    def verdict(self, account: Account, event: Event) -> Verdict:
        verdict = super().verdict(account, event)
        return Verdict.APPLY if verdict is Verdict.SKIP else verdict

    def acknowledge(self, account: Account, event: Event) -> None:
        if event.dseq > account.acked.dseq:
            super().acknowledge(account, event)


class NoChainCheck(Cloud):
    def verdict(self, account: Account, event: Event) -> Verdict:
        if event.dseq <= account.acked.dseq:
            return Verdict.SKIP
        return Verdict.APPLY if event.dseq == account.acked.dseq + 1 else Verdict.GAP


class GapsAreSkipped(Cloud):
    def verdict(self, account: Account, event: Event) -> Verdict:
        verdict = super().verdict(account, event)
        return Verdict.APPLY if verdict is Verdict.GAP else verdict


class RefundsTwiceInTheCloud(Cloud):
    def may_refund(self, attempt: str) -> bool:
        device, _ = self.posts[attempt]
        return attempt not in self.refunds and (device == "" or self.devices[device].state is DeviceState.CLOSED)


class AllowancesAreNotIdempotent(Cloud):
    def known(self, request: str) -> tuple[str, int] | None:
        return None

    def on_ask(self, account: Account | None, device: str, asked: tuple[str, int]) -> Answer:
        request, want = asked
        if request in self.tokens and account is not None and account.state is DeviceState.OK:
            amount = size(want, self.available)
            self.pool -= amount
            account.posted += amount
            return self.answer(account, (request, self.tokens[request][1]))
        return super().on_ask(account, device, asked)


class AcknowledgesBeforeItApplies(Cloud):
    """And dies between the two, now and then."""

    def apply(self, account: Account, event: Event) -> None:
        if event.dseq % 7 == 0:
            self.acknowledge(account, event)
        else:
            super().apply(account, event)


class RecoveriesAreRepeated(Cloud):
    """Each request settles again what the device had."""

    def on_recover(self, account: Account | None, device: str, asked: tuple[str, Anchor | None]) -> Answer:
        claim, anchor = asked
        if account is not None and f"{device}/{claim}" in self.claims and anchor is not None:
            self.spent += anchor.gross.spent - account.spent
            self.pool -= anchor.gross.spent - account.spent
        return super().on_recover(account, device, asked)


class OneNewIdentityForAll(Cloud):
    """A recovery is idempotent by the old identity: two copies of a disk become the same new device."""

    def on_recover(self, account: Account | None, device: str, asked: tuple[str, Anchor | None]) -> Answer:
        claim, anchor = asked
        answer = super().on_recover(account, device, ("again", anchor))
        if answer.payload is not None:
            answer.payload = (claim, answer.payload[1])
        return answer


class AnyAnchorSettles(Cloud):
    def dissolve(self, account: Account, anchor: Anchor | None) -> None:
        if anchor is not None:
            anchor = Anchor(anchor.device, anchor.chain, anchor.gross, (account.acked,))
        super().dissolve(account, anchor)


class PoolOpenAtOnce(Cloud):
    @property
    def restoring(self) -> bool:
        return False


class UnopenedIsUntouchedAfterARestore(Cloud):
    def untouched(self, account: Account) -> int:
        return sum(account.unopened.values())


class AnyHelloCounts(Cloud):
    def is_heard(self, account: Account, head: Chain, epoch: int) -> bool:
        return head == account.acked


class CloudHoldsOutliveARestore(Cloud):
    def stop_work(self) -> None:
        pass


class LostMovesNeedThePool(Cloud):
    """A lost move is refused where the pool does not have it yet."""

    def rebuild(self, account: Account, token: str, amount: int) -> str:
        return "not-covered" if amount > self.available else super().rebuild(account, token, amount)


class LostMovesAreGifts(Cloud):
    """What a lost move took beyond the pool is never paid back."""

    def to_pool(self, amount: int) -> None:
        self.pool += amount


class HasWhatWasAnnounced(Cloud):
    def has(self, picture: str) -> bool:
        return picture in self.pictures


class TotalsCountUnopenedTokens(Cloud):
    def answer(self, account: Account | None, payload: Any = None) -> Answer:
        answer = super().answer(account, payload)
        answer.unopened = 0
        return answer
