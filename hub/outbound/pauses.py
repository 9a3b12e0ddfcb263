"""When to try again what did not get there: soon at first, then ever more seldom, for a day. Pure.

A sender's queue notes the next attempt before it begins this one, so a killed process loses nothing:

    row.attempts, row.retry_at = row.attempts + 1, now + pause_before_the_next(row.attempts + 1)
"""

from datetime import timedelta

# after the first, second … attempt; with them the last attempt comes a day after the first. The shortest is longer than
# an attempt may take, so nobody begins a second one meanwhile.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 3600, 7200, 4 * 3600, 8 * 3600, 8 * 3600 + 1050)
)
MOST_ATTEMPTS = len(PAUSES) + 1


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts. Behind the last one it only keeps others away while it is under way."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def is_last(attempts: int) -> bool:
    """Were these all?"""
    return attempts >= MOST_ATTEMPTS
