"""Who acts: the member of staff behind a request of the admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from hub.staff.models import User


def acting(request: HttpRequest) -> User:
    """
    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
