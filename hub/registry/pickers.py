"""Choosing several out of hundreds: a list of check boxes with a search field above it. Works without JavaScript too,
as a plain list that scrolls. Chosen ones stand first.
"""

from typing import Any

from django import forms


class Picker(forms.CheckboxSelectMultiple):
    template_name = "registry/picker.html"

    class Media:
        js = ["registry/picker.js"]
        css = {"all": ["registry/picker.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["widget"]["options"] = sorted(options, key=lambda option: not option["selected"])
        context["widget"]["chosen"] = sum(option["selected"] for option in options)
        return context
