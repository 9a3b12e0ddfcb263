"""Wagtail's users app with our forms. INSTALLED_APPS names this configuration in place of `wagtail.users`."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    user_viewset = "hub.staff.viewsets.StaffViewSet"
