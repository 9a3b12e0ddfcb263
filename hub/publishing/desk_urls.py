"""The one address of Wagtail's page editor that the desk takes over; included before Wagtail's own addresses."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from hub.publishing.desk import unpublish

urlpatterns = [path("pages/<int:page_id>/unpublish/", require_admin_access(unpublish))]
