"""What people do with their computers, and what the cloud does for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.allowances.device import EVICTED, VERIFIED, Computer
from tests.faults.allowances.reckoning import ViolationError

if TYPE_CHECKING:
    from tests.faults.allowances.world import World

MOST_COMPUTERS = 8
DAY = 86_400


def hold(world: World, computer: Computer) -> None:
    amount = 1 + int(world.random() * 4)
    if not computer.works or computer.db.available < amount:
        ask(world, computer)
    else:
        computer.hold(world.fresh(), amount, world.now, crash=world.crashes())


def end(world: World, computer: Computer) -> None:
    if not computer.works or not computer.db.holds:
        hold(world, computer)
    else:
        attempt = world.one_of(list(computer.db.holds))
        computer.end(attempt, post=world.random() < 0.75, crash=world.crashes())


def refund(world: World, computer: Computer) -> None:
    if computer.works and computer.db.posts:
        computer.refund(world.one_of(list(computer.db.posts)), crash=world.crashes())


def give_back(world: World, computer: Computer) -> None:
    available = computer.db.available
    if computer.works and available > 0:
        some = available if world.random() < 0.5 else 1 + int(world.random() * available)
        computer.give_back(some, crash=world.crashes())


def ask(world: World, computer: Computer) -> None:
    if computer.works and computer.db.asked is None:
        computer.db.asked = (world.fresh(), 1 + int(world.random() * 12))


def flap(world: World, computer: Computer) -> None:
    computer.online = not computer.online or world.random() < 0.4


def pause(world: World, computer: Computer) -> None:
    computer.paused = not computer.paused and world.random() < 0.4


def time(world: World, computer: Computer) -> None:
    world.now += world.one_of((60, 3600, DAY // 4, DAY))
    world.cloud.now = world.now


def clock(world: World, computer: Computer) -> None:
    computer.skew = int((world.random() - 0.5) * 80 * DAY)


def evict(world: World, computer: Computer) -> None:
    safe = [picture for picture, where in computer.db.pictures.items() if where == VERIFIED]
    if safe and computer.works:
        picture = world.one_of(safe)
        computer.db.pictures[picture] = EVICTED
        if picture not in world.cloud.storage:
            raise ViolationError(f"picture {picture} is nowhere")


def grant(world: World, computer: Computer) -> None:
    world.cloud.grant(1 + int(world.random() * 8))


def newcomer(world: World, computer: Computer) -> None:
    if len(world.computers) < MOST_COMPUTERS:
        world.join()


def cloud_hold(world: World, computer: Computer) -> None:
    if world.cloud.available > 0:
        world.cloud.hold(world.fresh(), min(world.cloud.available, 1 + int(world.random() * 6)))


def cloud_end(world: World, computer: Computer) -> None:
    if world.cloud.holds:
        attempt = world.one_of(list(world.cloud.holds))
        if amount := world.cloud.end(attempt, post=world.random() < 0.3):
            world.reckoning.deliver(attempt, amount, "cloud", -1)


def cloud_refund(world: World, computer: Computer) -> None:
    if world.cloud.posts:
        attempt = world.one_of(list(world.cloud.posts))
        if world.cloud.may_refund(attempt):
            world.reckoning.refund(attempt, world.cloud.refund(attempt), "cloud")


ACTS = {
    act.__name__: act
    for act in (
        hold,
        end,
        refund,
        give_back,
        ask,
        flap,
        pause,
        time,
        clock,
        evict,
        grant,
        newcomer,
        cloud_hold,
        cloud_end,
        cloud_refund,
    )
}
