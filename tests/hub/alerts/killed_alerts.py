"""`cms alerts` that the kernel kills at a chosen step: `python -m tests.hub.alerts.killed_alerts STEP`. Run by the tests.

Nothing is replaced: the step runs as it is, and SIGKILL comes right after it.
"""

import sys
from typing import Any

import django

from tests.hub.publishing.killed_relay import then_die

if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    from hub.alerts import delivering, telling, watching

    name = sys.argv[1]
    target: Any = {
        "_look": watching, "_note": watching, "_compare": watching, "_make_notice": telling,
        "_parcel": delivering, "deliver": delivering, "_settle": delivering,
    }[name]  # fmt: skip
    setattr(target, name, then_die(getattr(target, name)))
    call_command("alerts", "--once")
