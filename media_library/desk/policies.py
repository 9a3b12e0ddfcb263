"""Who may do what to assets and rights in the admin, where Django's permissions alone would allow too much."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from media_library.finding.seen_shelves import assets_seen_by
from media_library.models import Asset


class AssetPolicy(ModelPermissionPolicy):
    """An asset comes and goes with the row that carries its file; here it is only changed, by those who see it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions) and assets_seen_by(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Asset]:
        return assets_seen_by(user) if self.user_has_any_permission(user, actions) else Asset.objects.none()


class FourEyesPolicy(ModelPermissionPolicy):
    """Nobody publishes from the form: a draft comes into force when somebody else approves it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
