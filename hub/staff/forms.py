"""Wagtail's forms for staff, with the agency a person works for."""

from wagtail.users.forms import UserCreationForm, UserEditForm

from hub.staff.models import User


class StaffEditForm(UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = UserEditForm.Meta.fields | {"agency"}


class StaffCreationForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = UserCreationForm.Meta.fields | {"agency"}
