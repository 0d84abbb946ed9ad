"""Asks whether a text has the form of a pattern, for no longer than anybody would wait: it may be anybody's pattern."""

from __future__ import annotations

import re
import signal
import threading
from types import FrameType

SECONDS = 1
"""How much time of the processor a cell may take; our own patterns take less than a millionth of it."""

SHORT = 20
"""A text of so few signs is done before it could take long."""


def matches(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a whole text has the form of a pattern.

    Raises TimeoutError where that takes more than a second, if it is asked in the main thread of a system with timers.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if len(text) <= SHORT or not is_main or not hasattr(signal, "setitimer"):
        return bool(pattern.fullmatch(text))
    # The time of the processor, of which no other program's timers and alarms know.
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return bool(pattern.fullmatch(text))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
