"""Which agency a line of an archive means: by its code, or by any of its names, in any language, of any time.

Of two agencies with the same name the one is meant that bore it on the day the text came out.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hub.archive.lines import Refused
from hub.registry.models import Agency, AgencyName
from locales.canonical import fold


@dataclass(frozen=True, slots=True)
class _Name:
    agency_id: int
    row: AgencyName


class Agencies:
    """Read once, asked for each line."""

    def __init__(self) -> None:
        self.by_code = {agency.code: agency for agency in Agency.objects.order_by("code")}
        self.by_id = {agency.pk: agency for agency in self.by_code.values()}
        self.exact: dict[str, list[_Name]] = defaultdict(list)
        self.folded: dict[str, list[_Name]] = defaultdict(list)
        for row in AgencyName.objects.order_by("agency__code", "language"):
            for words in (row.name, row.abbreviation):
                if words:
                    self.exact[words.casefold()].append(_Name(row.agency_id, row))
                    self.folded[fold(words)].append(_Name(row.agency_id, row))

    def find(self, said: str, day: date) -> Agency:
        """
        Raises:
            Refused: none has that name, or several do.
        """
        if said in self.by_code:
            return self.by_code[said]
        for names in (self.exact.get(said.casefold(), []), self.folded.get(fold(said), [])):
            if names:
                return self._meant(names, said, day)
        raise Refused(
            _("The agency “%(name)s” is not in the registry. Add it there, or name one of these: %(known)s.")
            % {"name": said, "known": ", ".join(self.by_code)}
        )

    def _meant(self, names: list[_Name], said: str, day: date) -> Agency:
        bears: list[Callable[[_Name], bool]] = [lambda name: name.row.covers(day), lambda _name: True]
        for rule in bears:
            meant = sorted({name.agency_id for name in names if rule(name)})
            if len(meant) == 1:
                return self.by_id[meant[0]]
            if meant:
                break
        codes = ", ".join(sorted(self.by_id[name.agency_id].code for name in names))
        raise Refused(_("Several agencies are called “%(name)s”: say which by its code (%(codes)s).") % {"name": said, "codes": codes})  # fmt: skip
