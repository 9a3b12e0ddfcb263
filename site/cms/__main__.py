"""`cms`: every management command, on the machine and in the container."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from cms import workroom


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        workroom.enter(settings.VAR)
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refused:
        sys.exit(f"cms: {refused}")


if __name__ == "__main__":
    main()
