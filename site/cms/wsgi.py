"""What the web server loads. WSGI, because it serves eight times the requests of ASGI on the same machine (stack.md)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()
