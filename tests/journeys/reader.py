"""What a screen reader sees and can press, by AT-SPI. Run by the system's Python, which has pyatspi; prints JSON.

reader.py read APPLICATION
reader.py press APPLICATION PATH
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi

STATES = {
    "focusable": pyatspi.STATE_FOCUSABLE,
    "focused": pyatspi.STATE_FOCUSED,
    "checked": pyatspi.STATE_CHECKED,
    "selected": pyatspi.STATE_SELECTED,
    "enabled": pyatspi.STATE_ENABLED,
    "showing": pyatspi.STATE_SHOWING,
}
MOST = 4000


def application(name: str) -> Any:
    return next((each for each in pyatspi.Registry.getDesktop(0) if each is not None and name in each.name), None)


def walk(thing: Any, path: tuple[int, ...] = ()) -> Iterator[dict[str, Any]]:
    try:
        states = thing.getState()
        component = thing.queryComponent() if "Component" in pyatspi.listInterfaces(thing) else None
        box = component.getExtents(pyatspi.DESKTOP_COORDS) if component is not None else None
        yield {
            "role": thing.getRoleName(),
            "name": thing.name,
            "states": [name for name, state in STATES.items() if states.contains(state)],
            "box": [box.x, box.y, box.width, box.height] if box is not None else [0, 0, 0, 0],
            "path": path,
        }
        children = list(thing)
    except Exception:  # it went away while it was read
        return
    for number, child in enumerate(children):
        if child is not None:
            yield from walk(child, (*path, number))


def press(thing: Any) -> None:
    actions = thing.queryAction()
    names = [actions.getName(number).lower() for number in range(actions.nActions)]
    actions.doAction(next((place for place, name in enumerate(names) if name in ("press", "toggle")), 0))


def main() -> None:
    verb, name = sys.argv[1:3]
    found = application(name)
    if verb == "read":
        seen = walk(found) if found is not None else iter(())
        print(json.dumps([each for each, _ in zip(seen, range(MOST), strict=False)]))
    elif found is not None:
        for number in json.loads(sys.argv[3]):
            found = found[number]
        press(found)


main()
