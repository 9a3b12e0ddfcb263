"""What the web server loads. WSGI: on the same machine it serves eight times the requests of ASGI."""

import gc
import logging
import os
from threading import Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import get_resolver

from cms import workroom
from cms.postgresql.patience import answer_soon
from cms.refusals import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
answer_soon()
application = get_wsgi_application()
workroom.enter(settings.VAR)
refuse_unsafe_start()


def warm_up() -> None:
    """Beside the first requests, so that nobody's page or search has to wait for it."""
    from search import warming  # noqa: PLC0415 - app ready

    try:
        warming.warm_up()
    except DatabaseError:  # the first search will try again, and tell whoever asked
        logging.getLogger("cms").exception("what search keeps could not be read")
    finally:
        connection.close()
    get_resolver().url_patterns  # noqa: B018 - read by whoever asks for them first
    # What is loaded stays. A full collection would go through its 300,000 objects every time, 170 ms of a processor in which
    # all requests of this process wait.
    gc.collect()
    gc.freeze()


Thread(target=warm_up, name="warm-up", daemon=True).start()
