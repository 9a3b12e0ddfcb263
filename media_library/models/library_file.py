"""The column of a file that people hand over. Every form that the admin makes from it examines what it is given."""

from collections.abc import Collection
from typing import Any

from django.db import models


class LibraryFile(models.FileField):
    """`takes`: kinds of content (`media_library.ingest.sniffing`); empty: all that the library takes.

    `kind`: of the asset whose file it is; None for what is no asset's, such as evidence.
    """

    def __init__(self, *args: Any, takes: Collection[str] = (), kind: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takes, self.kind = takes, kind

    def deconstruct(self) -> Any:
        """To the database a file's name as any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """The admin makes its fields of `media_library.desk.examined_field`, which ask for these two."""
        field: Any = super().formfield(**kwargs)
        field.takes, field.kind = self.takes, self.kind
        return field
