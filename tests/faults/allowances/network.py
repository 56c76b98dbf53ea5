"""A network that loses, doubles and reorders; an answer can be cut off after the request was carried out."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.faults.allowances.accounts import Answer
from tests.faults.allowances.device import Computer

LOSS, DOUBLED = 0.15, 0.2
CROWD = 24


class Message(NamedTuple):
    """A request on its way, or the answer to one."""

    computer: Computer
    device: str
    """Who asks, as the request says."""
    kind: str
    payload: Any
    answer: Answer | None = None


class Network:
    """Messages under way."""

    __slots__ = ("messages", "random")

    def __init__(self, random: Callable[[], float]) -> None:
        self.random = random
        self.messages: list[Message] = []

    def send(self, message: Message) -> None:
        """Put a message on its way, sometimes twice; where there are too many, some get lost."""
        self.messages.append(message)
        if self.random() < DOUBLED:
            self.messages.append(message)
        while len(self.messages) > CROWD:
            self.take()

    def take(self) -> Message:
        """Any message: order means nothing here."""
        messages = self.messages
        place = int(self.random() * len(messages))
        messages[place], messages[-1] = messages[-1], messages[place]
        return messages.pop()

    def arriving(self) -> Message | None:
        """The next message that gets through, if one does."""
        if not self.messages:
            return None
        message = self.take()
        return None if self.random() < LOSS else message
