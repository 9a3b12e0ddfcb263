"""Who may do what to assets and rights in the admin, where Django's permissions alone would allow too much."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class AssetPolicy(ModelPermissionPolicy):
    """An asset comes and goes with the row that carries its file; here it is only changed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FourEyesPolicy(ModelPermissionPolicy):
    """Nobody publishes from the form: a draft comes into force when somebody else approves it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
