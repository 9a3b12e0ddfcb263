"""A worker that carries out a joint change, and that the kernel kills at a chosen step, if one is given:
`python -m tests.media_library.changing.killed_worker UID [STEP]`. Run by the tests.

Nothing is replaced: the step runs as it is, and SIGKILL comes right after it.
"""

import sys

import django

from tests.hub.publishing.killed_relay import then_die

if __name__ == "__main__":
    django.setup()
    from media_library.changing import carrying_out

    uid, *steps = sys.argv[1:]
    for name in steps:
        setattr(carrying_out, name, then_die(getattr(carrying_out, name)))
    while carrying_out.advance(uid):
        pass
