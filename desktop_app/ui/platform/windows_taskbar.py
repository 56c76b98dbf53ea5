"""The Windows taskbar's interface for progress, by ctypes alone."""

import ctypes
import logging
import uuid
from typing import Any

log = logging.getLogger(__name__)

_TASKBAR_LIST = "56fdf344-fd6d-11d0-958a-006097c9a090"
_ITASKBAR_LIST_3 = "ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf"
_HR_INIT, _SET_PROGRESS_VALUE, _SET_PROGRESS_STATE = 3, 9, 10
"""Places in the interface's table of functions; shobjidl_core.h."""
_NO_PROGRESS, _NORMAL = 0, 2
STEPS = 1000


class WindowsTaskbar:
    """Progress on the button of a window; without a taskbar, such as in a service's session, nothing."""

    def __init__(self, window: int) -> None:
        self._window = ctypes.c_void_p(window)
        self._list = _taskbar_list()

    def show(self, share: int) -> None:
        """How far it is, 0 to STEPS; -1 takes the bar away."""
        if self._list is None:
            return
        state = _NO_PROGRESS if share < 0 else _NORMAL
        _call(self._list, _SET_PROGRESS_STATE, self._window, ctypes.c_int(state))
        if share >= 0:
            _call(self._list, _SET_PROGRESS_VALUE, self._window, ctypes.c_ulonglong(share), ctypes.c_ulonglong(STEPS))


def _taskbar_list() -> ctypes.c_void_p | None:
    """The interface; None where there is no taskbar."""
    ole: Any = ctypes.windll.ole32  # type: ignore[attr-defined,unused-ignore]
    made = ctypes.c_void_p()
    ole.CoInitialize(None)
    in_process = 1
    failed = ole.CoCreateInstance(_guid(_TASKBAR_LIST), None, in_process, _guid(_ITASKBAR_LIST_3), ctypes.byref(made))
    if failed or _call(made, _HR_INIT):
        log.info("no progress in the taskbar")
        return None
    return made


def _guid(text: str) -> Any:
    return ctypes.create_string_buffer(uuid.UUID(text).bytes_le, 16)


def _call(interface: ctypes.c_void_p, place: int, *arguments: Any) -> int:
    """Call a method of a COM interface by its place; answers the HRESULT."""
    functions = ctypes.cast(interface, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    kinds = [type(argument) for argument in arguments]
    method = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)  # type: ignore[attr-defined,unused-ignore]
    return int(method(functions[place])(interface, *arguments))
