"""What the uploader in a browser (`static/media_library/upload.js`) is told: of staff, and of contributors."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _


def upload_settings(*, uploads_url: str, states_url: str, shelf: bool) -> dict[str, Any]:
    """What upload.js is told, in the language of who reads it."""
    return {
        "uploads_url": uploads_url,
        "states_url": states_url,
        "shelf": shelf,
        "worker_url": static("media_library/sha256_worker.js"),
        "words": {
            "queued": _("Waits for its turn"),
            "checking": _("The checksum is worked out …"),
            "sending": _("Being sent …"),
            "cut": _("The connection is gone. It goes on by itself as soon as there is one."),
            "examining": _("Arrived, being examined …"),
            "remove": _("Remove"),
            "failed": _("That did not work. Try again."),
            "signed_out": _("You are signed out. Sign in again in another window, then try again: nothing is lost."),
            "unreadable": _("The file cannot be read on this computer. Choose it again."),
            "summary": _("%(done)s of %(count)s files done"),
        },
    }
