"""What Wagtail's frame around a page of our own needs: its title in the tab and above, its icon, the way back to the top.

Wagtail's own views fill all of it; a page that leaves the tab's title out has none.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

Step = tuple[str, str]  # address, words


def page_frame(title: str, icon: str, *way: Step) -> dict[str, Any]:
    """`way`: the pages between the first page of the admin and this one."""
    steps = [(reverse("wagtailadmin_home"), _("Home")), *way, ("", title)]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": address, "label": words} for address, words in steps],
    }
