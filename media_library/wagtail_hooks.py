"""What the media library adds to the admin. Declares only."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import Http404, HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from media_library.desk.carriers_moved import DocumentsMoved, PicturesMoved
from media_library.desk.changes_in_words import ChangedWithOthers, RightsOpened
from media_library.desk.collection_contents import CONTENTS
from media_library.desk.document_shelf import DocumentListView
from media_library.desk.document_shelf import chooser as document_chooser
from media_library.desk.examined_field import ExaminedField
from media_library.desk.letters_panel import RightsLettersPanel
from media_library.desk.menu import MediaLibraryGroup
from media_library.desk.picture_shelf import PictureListView
from media_library.desk.policies import AssetPolicy, FourEyesPolicy
from media_library.desk.shelves import ShelfPolicy, permission_panels
from media_library.desk.waiting import EndingRights, FilesToLookThrough, RecordsToApprove
from media_library.desk.words_in_history import WordsInHistory
from media_library.desk.words_waiting import WordsToApprove, WordsToTranslate, WordsUnderWay
from media_library.finding.seen_shelves import sees
from media_library.finding.stand_ins import without_stand_ins
from media_library.models import Asset, Audio, BrandAsset, LibraryDocument, RightsRecord, Video
from media_library.models.consents import rights_prefetch
from media_library.models.library_file import LibraryFile
from media_library.rights.approving import APPROVE, may_end, why_not_approve
from media_library.rights.opening import OPENED

register_form_field_override(LibraryFile, override={"form_class": ExaminedField})
register_permission_policy(Asset, AssetPolicy(Asset))
for carrier in (Video, Audio, BrandAsset):
    register_permission_policy(carrier, ShelfPolicy(carrier))
register_permission_policy(RightsRecord, FourEyesPolicy(RightsRecord))
register_snippet(MediaLibraryGroup)


for panel in permission_panels():
    hooks.register("register_group_permission_panel", lambda panel=panel: panel)


for contents in CONTENTS:
    hooks.register("describe_collection_contents", contents)


for moved in (PicturesMoved, DocumentsMoved):
    hooks.register("register_bulk_action", moved, order=1)  # after Wagtail's own of the same name: the last one counts


@hooks.register("register_admin_urls")
def desk_addresses() -> list[Any]:
    return [path("media-library/", include("media_library.desk.urls"))]


@hooks.register("register_admin_urls", order=-1)
def list_of_pictures() -> list[Any]:
    """Before Wagtail's own at the same addresses: there is no hook for what it lists."""
    return [
        path("images/", PictureListView.as_view()),
        path("images/results/", PictureListView.as_view(results_only=True)),
    ]


@hooks.register("register_admin_urls", order=-1)
def lists_of_documents() -> list[Any]:
    """As above, for the faces in them."""
    return [
        path("documents/", DocumentListView.as_view()),
        path("documents/results/", DocumentListView.as_view(results_only=True)),
        path("documents/chooser/", document_chooser.choose_view),
        path("documents/chooser/results/", document_chooser.choose_results_view),
    ]


@hooks.register("construct_image_chooser_queryset")
def offer_pictures(pictures: Any, request: HttpRequest) -> Any:
    """With what is told of their rights below each."""
    pictures = pictures.prefetch_related(*rights_prefetch("asset__"))
    return pictures if request.GET.get("q") else without_stand_ins(pictures)


@hooks.register("register_snippet_listing_buttons")
def offer_approval(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """Beside a record that waits, to somebody who may approve it."""
    if not isinstance(snippet, RightsRecord) or not user.has_perm(APPROVE) or why_not_approve(snippet, user):
        return []
    return [Button(_("Approve"), reverse("media_library:approve", args=[snippet.pk]), icon_name="check", priority=5)]


@hooks.register("register_snippet_listing_buttons")
def offer_the_end(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """Beside a record in force, to somebody who may end it."""
    if not isinstance(snippet, RightsRecord) or not may_end(snippet, user):
        return []
    return [Button(_("End at once"), reverse("media_library:end", args=[snippet.pk]), icon_name="cross", priority=6)]


@hooks.register("register_permissions")
def offer_permissions() -> Any:
    """Of rows that have no list of Wagtail's, in the form of a group; Wagtail offers those that have one."""
    names = (
        *("add_package", "change_package", "view_package", "change_jointchange"),
        *("change_assettext", "approve_assettext"),
    )
    return Permission.objects.filter(content_type__app_label="media_library", codename__in=names)


@hooks.register("register_log_actions")
def name_the_actions(actions: Any) -> None:
    actions.register_action("media_library.approve", _("Approve rights"), _("Rights approved"))
    actions.register_action("media_library.end", _("End rights"), _("Rights ended"))
    actions.register_action(OPENED)(RightsOpened)
    for act in WordsInHistory.WORDED:
        actions.register_action(act)(WordsInHistory)
    actions.register_action("media_library.ingest", _("Take into the library"), _("Taken into the library"))
    actions.register_action("media_library.link", _("Make a contributor link"), _("Contributor link made"))
    actions.register_action("media_library.unlink", _("Revoke a contributor link"), _("Contributor link revoked"))
    actions.register_action("media_library.change_many")(ChangedWithOthers)
    actions.register_action("media_library.package", _("Order a package"), _("Package ordered"))
    actions.register_action("media_library.package_link", _("Hand over a package"), _("Link to a package made"))
    actions.register_action(
        "media_library.package_unlink", _("Revoke a link to a package"), _("Link to a package revoked")
    )
    actions.register_action("media_library.package_taken", _("Download a package"), _("Package downloaded"))
    actions.register_action("media_library.original_taken", _("Download an original"), _("Original downloaded"))
    actions.register_action("media_library.package_recall", _("Recall a package"), _("Package recalled"))
    actions.register_action(
        "media_library.shotlist", _("Change shots and sound bites"), _("Shots and sound bites changed")
    )
    actions.register_action("media_library.restore", _("Take up a version again"), _("Version taken up again"))


@hooks.register("register_account_settings_panel")
def choose_letters(request: HttpRequest, user: Any, profile: Any) -> RightsLettersPanel:
    return RightsLettersPanel(request, user, profile)


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    kinds = (EndingRights, RecordsToApprove, FilesToLookThrough, WordsToTranslate, WordsUnderWay, WordsToApprove)
    panels += [kind(request) for kind in kinds]


@hooks.register("construct_main_menu")
def gather_into_the_group(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's own items for pictures and documents stand in the group."""
    menu_items[:] = [item for item in menu_items if item.name not in ("images", "documents")]


@hooks.register("before_serve_document")
def staff_only(document: LibraryDocument, request: HttpRequest) -> None:
    """Wagtail's own address is for those in the admin who see it; what leaves the house is delivered where rights are decided."""
    user: Any = request.user
    if not (user.has_perm("wagtailadmin.access_admin") and sees(user, document.asset)):
        raise Http404
