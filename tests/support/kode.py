"""Codes of an authenticator app: each is good for the thirty seconds of its step alone, so tests give them in time."""

import time

import pyotp

ENOUGH = 5.0
"""Seconds in which a code that is asked for here is given, also on a busy machine."""


def code_of(app: pyotp.TOTP, steps: int = 0, enough: float = ENOUGH) -> str:
    """The code of now, or so many steps from now; where little is left of this step, that of the next."""
    left = app.interval - time.time() % app.interval
    if left < enough:
        time.sleep(left)
    return app.at(int(time.time()), counter_offset=steps)


def next_code_of(app: pyotp.TOTP, enough: float = ENOUGH) -> str:
    """The code of the next step, as soon as the app shows it."""
    time.sleep(app.interval - time.time() % app.interval)
    return code_of(app, enough=enough)
