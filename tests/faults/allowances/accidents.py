"""What goes wrong: crashes, old databases, lost and copied disks, a cloud restored from a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.core.standing import DeviceState
from tests.faults.allowances import backups
from tests.faults.allowances.database import Database
from tests.faults.allowances.device import Computer
from tests.faults.allowances.people import MOST_COMPUTERS

if TYPE_CHECKING:
    from tests.faults.allowances.world import World


def restart(world: World, computer: Computer) -> None:
    computer.open()


def copy(world: World, computer: Computer) -> None:
    computer.copies = [*computer.copies, computer.db.copy()][-4:]


def rollback(world: World, computer: Computer) -> None:
    """An old database is put in place; the new one is kept, and may be put back."""
    if computer.copies:
        distrust(world, computer)
        older = world.one_of(computer.copies) if computer.works else computer.copies[-1]
        copy(world, computer)
        computer.db = older.copy()
        computer.open()


def lose_anchor(world: World, computer: Computer) -> None:
    """The state folder is gone, and its owner has the computer recovered without."""
    distrust(world, computer)
    world.reckoning.lose(computer.asks_as)
    computer.anchor, computer.claim = None, ""
    if computer.db.device:
        world.reckoning.lose(computer.db.device)
        computer.open()
    else:
        world.sign_in(computer)


def wipe(world: World, computer: Computer) -> None:
    """A new disk; now and then the state folder outlives it, and then there is something to recover."""
    distrust(world, computer)
    copy(world, computer)
    if world.random() < 0.5 and computer.anchor is not None:
        computer.db = Database("")
        computer.open()
    else:
        world.reckoning.lose(computer.asks_as)
        world.sign_in(computer)


def forget(world: World, computer: Computer) -> None:
    devices = [name for name, account in world.cloud.devices.items() if account.state is not DeviceState.CLOSED]
    if devices:
        device = world.one_of(devices)
        for each in world.computers:
            if device in (each.db.device, each.asks_as):
                distrust(world, each)
        world.reckoning.lose(device)
        world.cloud.forget(device)


def distrust(world: World, computer: Computer) -> None:
    """From now on this computer may be refused, and tokens that only it could tell of may be lost."""
    computer.honest = False
    world.reckoning.expose(computer.db.device)


def clone(world: World, computer: Computer) -> None:
    """The whole disk is copied to another machine, with the state folder."""
    if len(world.computers) >= MOST_COMPUTERS:
        return
    made = world.computer(len(world.computers), fresh=world.fresh, release=world.reckoning.released)
    made.db, made.anchor, made.claim = computer.db.copy(), computer.anchor, computer.claim
    made.lineage, made.down = computer.lineage[:], computer.down
    made.honest = computer.honest = False
    world.computers.append(made)
    world.reckoning.cloned_disk(computer)


def backup(world: World, computer: Computer) -> None:
    """Mostly in the middle of something."""
    cloud = world.cloud
    busy = bool(cloud.holds) or any(account.unopened for account in cloud.devices.values())
    if busy or world.random() < 0.3:
        world.backups = [*world.backups, backups.backup(cloud)][-4:]


def restore(world: World, computer: Computer) -> None:
    """The cloud forgets; mostly when there is a move to forget, for otherwise nothing can go wrong."""
    cloud = world.cloud
    losing = [kept for kept in world.backups if cloud.tokens.keys() - kept["tokens"].keys()]
    if not losing and (not world.backups or world.random() < 0.8):
        return
    kept = world.one_of(losing or world.backups)
    granted = cloud.granted
    healthy = {each.db.device for each in world.computers if each.honest and (each.works or each.down)}
    world.reckoning.restoring(kept, healthy)
    backups.restore(cloud, kept)
    if granted > cloud.granted:
        cloud.grant(granted - cloud.granted)


ACTS = {act.__name__: act for act in (restart, copy, rollback, lose_anchor, wipe, forget, clone, backup, restore)}
