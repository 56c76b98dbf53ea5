"""The main job, step by step: send, look, agree, carry out, save, account for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop_app.api.findings import FindingKind
from desktop_app.api.tasks import CreateTask, Place, TaskCreated
from desktop_app.client.server import ServerClient
from desktop_app.client.session import Session
from desktop_app.commands import asking, findings
from desktop_app.commands.board import UploadBoard
from desktop_app.commands.carrying import carry_out
from desktop_app.commands.ending import Outcome, refusal_document
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.commands.saving import Wish, save
from desktop_app.commands.screen import BAD, QUIET, STRONG, WARN, Screen
from desktop_app.commands.uploading import Sent, send_all
from desktop_app.core import ids
from desktop_app.imaging import marketplaces
from desktop_app.imaging.features import Feature
from desktop_app.imaging.photos import Collection, Photo, Refusal


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the merchant asks for."""

    found: Collection
    feature: Feature
    parameters: Mapping[str, Any]
    wish: Wish
    skip: frozenset[FindingKind]
    """Photos with such findings are left out."""
    single: bool
    where: Place
    yes: bool

    @property
    def complete(self) -> dict[str, Any]:
        """The parameters with the defaults that the server fills in."""
        defaults = {name: field.default for name, field in self.feature.parameters.model_fields.items()}
        return {**defaults, **self.parameters}


class Cleaning:
    """One run of `cleanrack clean` on a session."""

    def __init__(self, order: Order, photos: Sequence[Photo], *, session: Session, screen: Screen) -> None:
        self._order = order
        self._photos = photos
        self._session = session
        self._screen = screen
        self._refused = list(order.found.refused)

    async def run(self) -> Outcome:
        """Do it all. Raises CommandError and CleanRackError."""
        sent = await self._send()
        chosen = findings.examine(self._screen, sent, self._order.skip, marketplaces.chosen(self._order.complete))
        if not chosen:
            raise nothing_left(self._screen, self._refused)
        await self._agree(len(chosen))
        created = await self._create(chosen)
        carried = await carry_out(self._session, self._screen, created.task_id)
        saved = await save(self._session, carried.task, self._order.wish)
        return Outcome(
            task=carried.task,
            balance=await self._session.ask(ServerClient.quota),
            saved=saved,
            wanted_zip=self._order.wish.zip,
            stopped=carried.stopped,
            refused=self._refused,
            left_over=len(self._order.found.photos) - len(self._photos),
            paths=[each.photo.path for each in chosen],
        )

    async def _send(self) -> list[Sent]:
        with UploadBoard(self._screen, self._photos) as board:
            answers = await send_all(self._session, self._photos, board)
        refused = [each for each in answers if isinstance(each, Refusal)]
        tell_refused(self._screen, refused)
        self._refused += refused
        return [each for each in answers if isinstance(each, Sent)]

    async def _agree(self, pictures: int) -> None:
        balance = await self._session.ask(ServerClient.quota)
        price = self._order.feature.quota_cost
        asking.agree(
            self._screen, balance, pictures=pictures, unit_price=price, yes=self._order.yes, key="selected-cost"
        )

    async def _create(self, chosen: Sequence[Sent]) -> TaskCreated:
        request = CreateTask(
            feature_id=self._order.feature.id,
            input_images=[each.view.id for each in chosen],
            input_data=dict(self._order.parameters),
            where=self._order.where,
        )
        create = ServerClient.create_task if self._order.single else ServerClient.create_batch
        return await self._session.ask(partial(create, request=request, key=ids.new()))


def nothing_left(screen: Screen, refused: Sequence[Refusal]) -> CommandError:
    """No photo can be used."""
    error = CommandError("nothing-left", Exit.NOTHING_DONE)
    error.document = {"refused": [refusal_document(screen, refusal) for refusal in refused]}
    return error


def bounded(order: Order, screen: Screen) -> Sequence[Photo]:
    """The photos of one batch, after what is not taken has been told. Raises CommandError where none is left."""
    tell_refused(screen, order.found.refused)
    if order.found.passed_over:
        screen.tell("passed-over", QUIET, count=order.found.passed_over)
    photos, limit = order.found.photos, order.feature.policy.max_images_per_batch
    if not photos:
        raise nothing_left(screen, order.found.refused)
    if len(photos) > limit:
        screen.tell("too-many", WARN, limit=limit, given=len(photos), left=len(photos) - limit)
    screen.tell("found", STRONG, count=min(limit, len(photos)))
    return photos[:limit]


def tell_refused(screen: Screen, refused: Sequence[Refusal]) -> None:
    """A line for each file that is not taken."""
    for refusal in refused:
        screen.show(("  ✗ ", BAD), (refusal.sentence(screen.language), BAD))
