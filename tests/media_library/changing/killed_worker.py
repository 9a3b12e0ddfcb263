"""A worker that carries out a joint change, and that the kernel kills right after a chosen step, if one is given."""

from media_library.changing import carrying_out
from tests.warm_processes import die_after


def worker(uid: str, *steps: str) -> None:
    for step in steps:
        die_after(carrying_out, step)
    while carrying_out.advance(uid):
        pass
