"""`cms alerts` that the kernel kills right after a chosen step."""

from hub.alerts import delivering, telling, watching
from tests.warm_processes import command, die_after

STEPS = {
    "_look": watching, "_note": watching, "_compare": watching, "_make_notice": telling,
    "_parcel": delivering, "deliver": delivering, "_settle": delivering,
}  # fmt: skip


def killed_alerts(step: str) -> None:
    die_after(STEPS[step], step)
    command("alerts", "--once")
