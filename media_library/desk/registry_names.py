"""Rows of the registry by their names, typed into one line with suggestions: for lists with many rows, where a picker in
each would be too much. Names of every language and time are understood, and codes; accents and case do not matter."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from hub.registry.naming import SOURCE_LANGUAGE
from locales.canonical import fold


class KnownNames:
    """All rows of one kind by their folded names; read once a request, when first asked."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self._rows: list[Any] | None = None
        self._by_name: dict[str, set[Any]] = {}

    @property
    def rows(self) -> list[Any]:
        if self._rows is None:
            self._rows = list(self.model._default_manager.prefetch_related("names"))
            for row in self._rows:
                for name in (row.code, *(one.name for one in row.names.all())):
                    self._by_name.setdefault(_folded(name), set()).add(row)
        return self._rows

    def shown(self, row: Any) -> str:
        """A name that leads back to the row: its own, or its code where another row is called so too."""
        name = row.name_in(SOURCE_LANGUAGE) or row.code
        return name if self.find(name) == {row} and "," not in name else row.code

    def suggestions(self) -> list[str]:
        return sorted({self.shown(row) for row in self.rows})

    def find(self, name: str) -> set[Any]:
        return self._by_name.get(_folded(name), set()) if self.rows else set()


class NamesField(forms.CharField):
    """Several names with commas between them, or one. Gives rows."""

    def __init__(self, known: KnownNames, *, most: int = 40, **kwargs: Any) -> None:
        self.known, self.most = known, most
        attrs = {"list": f"known-{known.model._meta.model_name}", "autocomplete": "off"}
        super().__init__(required=False, max_length=2000, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Rows as their names; what was typed, as it was typed."""
        if value is None or isinstance(value, str):
            return value
        rows: Iterable[Any] = value
        return ", ".join(self.known.shown(row) for row in rows)

    def clean(self, value: Any) -> list[Any]:
        names = [name.strip() for name in super().clean(value).split(",") if name.strip()]
        found: list[Any] = []
        faults: list[str] = []
        for name in names:
            rows = self.known.find(name)
            if len(rows) == 1:
                found.extend(rows)
            elif rows:
                codes = ", ".join(sorted(row.code for row in rows))
                faults.append(
                    _("“%(name)s” is the name of several: write one of %(codes)s.") % {"name": name, "codes": codes}
                )
            else:
                faults.append(_("“%(name)s” is not in the registry.") % {"name": name})
        if len(names) > self.most:
            faults.append(_("At most %(most)s.") % {"most": self.most})
        if faults:
            raise ValidationError(faults)
        return list(dict.fromkeys(found))


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
