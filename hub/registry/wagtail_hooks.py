"""What the registry adds to the admin. Declares only."""

from wagtail.snippets.models import register_snippet

from hub.registry.viewsets import RegistryGroup

register_snippet(RegistryGroup)
