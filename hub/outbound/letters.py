"""E-mail to people, where the hub is set up with it (HUB_EMAIL_URL). Without, nothing is offered and nothing is sent."""

from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from hub.outbound.calling import OutboundError, Refused, Unanswered

LONGEST_SUBJECT = 200


def offered() -> bool:
    return bool(settings.EMAIL_OFFERED)


def send(to: str, subject: str, text: str, *, id: str = "") -> None:  # noqa: A002 - a message's id
    """One letter of plain text, once. `id` stays the same when it is sent again, so that mail programs show it once.

    Raises:
        Refused: the hub sends no e-mail.
        Unanswered: the mail server did not take it.
    """
    if not offered():
        raise Refused(_("The hub is not set up to send e-mail."))
    headers = {"Auto-Submitted": "auto-generated"} | ({"Message-ID": f"<{id}@{_domain()}>"} if id else {})
    subject = " ".join(subject.split())[:LONGEST_SUBJECT]  # a line break would begin another header
    letter = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    try:
        letter.send()
    except (SMTPException, OSError, ValueError) as fault:  # ValueError: an address that no server takes
        raise Unanswered(_("The mail server did not take it: %(fault)s") % {"fault": str(fault)[:300]}) from fault


def _domain() -> str:
    return urlsplit(str(settings.BASE_URL)).hostname or "localhost"


__all__ = ["OutboundError", "Refused", "Unanswered", "offered", "send"]
