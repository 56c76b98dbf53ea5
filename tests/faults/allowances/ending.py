"""The end of a run: everybody comes online and rests; then nothing may be left over, and all must agree."""

from desktop_app.core.allowances import IDLE_SECONDS, idle_return
from desktop_app.core.standing import DeviceState, Standing
from tests.faults.allowances.device import EVICTED, HERE, VERIFIED, Computer, Next
from tests.faults.allowances.reckoning import ViolationError
from tests.faults.allowances.world import World

ROUNDS = 40
"""Rounds of everybody talking to the cloud until nothing new is said; three are usual."""
EXCHANGES = 400


def finish(world: World) -> None:
    """Bring the world to rest. Raises ViolationError if it does not come to rest, or not to the right one."""
    world.network.messages.clear()
    for attempt in list(world.cloud.holds):
        world.cloud.end(attempt, post=False)
    for computer in world.computers:
        computer.online, computer.paused = True, False
        if computer.down:
            computer.open()
    for _ in range(ROUNDS):
        before = len(world.cloud.lines)
        for computer in world.computers:
            _converse(world, computer)
        _forget_the_dead(world)
        if len(world.cloud.lines) == before and not _unrest(world):
            break
    if unrest := _unrest(world):
        raise ViolationError(f"never at rest: {unrest}")
    _check_amounts(world)


def _forget_the_dead(world: World) -> None:
    """Their owner says which devices nobody has any more."""
    alive = {computer.asks_as for computer in world.computers} | {each.db.device for each in world.computers}
    for account in list(world.cloud.devices.values()):
        if account.state is not DeviceState.CLOSED and account.id not in alive:
            if account.posted and account.id not in world.reckoning.gone and not world.reckoning.cloned:
                raise ViolationError(f"{account.id} was left behind")
            world.reckoning.lose(account.id)
            world.cloud.forget(account.id)


def _converse(world: World, computer: Computer) -> None:
    """Everything this computer has to say, over a good line."""
    for attempt in list(computer.db.holds) if computer.works else ():
        computer.end(attempt, post=False, crash=False)
    talks = 0
    while (request := _next(world, computer)) is not None:
        _exchange(world, computer, request)
        talks += 1
        if talks > EXCHANGES:
            raise ViolationError(f"{computer.db.device} never stops talking: {request[0]}")
    _exchange(world, computer, ("hello", (computer.db.chain, computer.db.epoch)))
    _exchange(world, computer, ("pull", computer.db.cursor))


def _next(world: World, computer: Computer) -> Next | None:
    db = computer.db
    if db.frozen is not Standing.OK:
        return computer.recovery()
    if db.acked < db.chain.dseq:
        return computer.pushed(8)
    if db.asked and not world.cloud.restoring:
        return "ask", db.asked
    for picture, where in db.pictures.items():
        if where not in (VERIFIED, EVICTED):
            return ("want" if where == HERE else "done"), picture
    if amount := idle_return(db.available, IDLE_SECONDS):
        computer.give_back(amount)
        return computer.pushed(8)
    return ("pull", db.cursor) if db.cursor < len(world.cloud.lines) else None


def _exchange(world: World, computer: Computer, request: Next | None) -> None:
    """A request and its answer, and what follows."""
    while request is not None:
        request = world.exchange(computer, request)
        world.reckoning.check(computer)


def _unrest(world: World) -> str:
    """Why this is not the end yet; nothing if it is."""
    cloud = world.cloud
    if cloud.restoring:
        return "the pool is still closed"
    if cloud.owed > world.reckoning.exposure:
        return f"{cloud.owed} owed"
    if stranded := cloud.pool_held + sum(account.posted for account in cloud.devices.values()):
        return f"{stranded} stranded"
    for computer in world.computers:
        if reason := _restless(world, computer):
            return f"{computer.db.device}: {reason}"
    return ""


def _restless(world: World, computer: Computer) -> str:
    db, cloud = computer.db, world.cloud
    reasons = {
        f"stopped, {db.frozen}": db.frozen is not Standing.OK,
        "not everything is acknowledged": db.acked != db.chain.dseq or bool(db.openings),
        "another statement": db.lines != cloud.lines,
        "an event was lost": not {event.id for event in db.log} <= _told(cloud.lines),
        "another balance": computer.told_pool != cloud.available,
        "pictures only here": any(where not in (VERIFIED, EVICTED) for where in db.pictures.values()),
    }
    return next((reason for reason, true in reasons.items() if true), "")


def _told(lines: list[str]) -> set[str]:
    return {line.split("!")[0] for line in lines}


def _check_amounts(world: World) -> None:
    """Nobody pays for what was not delivered, and nothing was free."""
    reckoning, cloud = world.reckoning, world.cloud
    if reckoning.cloned or reckoning.exposure:
        return
    if reckoning.net > cloud.spent + cloud.forfeited:
        raise ViolationError(f"{reckoning.net} delivered, {cloud.spent} paid, {cloud.forfeited} forfeited")
    heard = cloud.refunds
    unheard = sum(sum(told.values()) for attempt, told in reckoning.refunded.items() if attempt not in heard)
    if cloud.spent > reckoning.net + unheard:
        raise ViolationError(f"{cloud.spent} paid, {reckoning.net} delivered, {unheard} refunded unheard")
    if cloud.forfeited and not reckoning.gone:
        raise ViolationError(f"{cloud.forfeited} forfeited for nothing")
