"""Where the files of an asset are taken: below `/media/…` what everybody may have, whose address never changes and may be kept
by any cache; by an address lent to the partner what only its agreement, its use or its territory allows, and the original.

A lent address has what was asked for sealed into it, and that is asked again at each use (`media_files`). It is of the same form
as the public one, so that the texts that players read lead on to their parts: they name them from where they stand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hub.partners.api import lent_addresses as lent
from hub.partners.api.addresses import api_url
from hub.partners.entitlement import Entitlement
from hub.publishing.public_files import not_public
from media_library.files.addresses import PREFIX
from media_library.files.given_out import own_file
from media_library.models import Asset
from media_library.models.consents import consents_prefetch
from media_library.rights.uses import Use

SALT = "hub.partners.media_file"
# for which the sizes that are made for screens do not do
WANTS_ORIGINAL = frozenset({str(Use.PRINT), str(Use.BROADCAST), str(Use.EXHIBITION)})
FILE = re.compile(rf"{PREFIX}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/")
WITH_ORIGINAL = frozenset({"picture", "video"})  # of the others, `file` is the file as it came

Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """An asset as it is told. `usable`: the asker may have it for what it asked for."""

    carrier: Any
    shape: Shape
    usable: bool


@dataclass(frozen=True, slots=True)
class Loan:
    """To whom addresses are lent, and for what."""

    entitlement: Entitlement
    use: str
    territory: str
    # those that were made for this answer
    signatures: dict[tuple[str, bool], str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, entitlement: Entitlement, wanted: Mapping[str, Any]) -> "Loan":
        return cls(entitlement, wanted.get("use", str(Use.WEB)), wanted.get("territory", entitlement.country))

    @property
    def lends_originals(self) -> bool:
        return self.entitlement.partner is not None and self.use in WANTS_ORIGINAL

    def address(self, public: str, *, original: bool = False) -> str:
        """For what stands at a public address. `original`: for that file alone."""
        uid, _slash, rest = public.removeprefix(PREFIX).partition("/")
        if (uid, original) not in self.signatures:
            told = {"media": uid, "use": self.use, "territory": self.territory, "original": original}
            self.signatures[uid, original] = lent.sealed(SALT, self.entitlement, **told)
        return api_url(f"media/{uid}/files/{self.signatures[uid, original]}/{rest}")


def with_addresses(described: Sequence[Described], loan: Loan) -> list[Shape]:
    """Two queries more for a partner, whatever their number, where the versions of what has originals were fetched."""
    private = _private((asset for each in described for asset in _told_in(each.carrier)), loan)
    return [lend(each.shape, private, loan) | _original(each, loan) | _latest(each, private) for each in described]


def private_among(uids: Iterable[UUID], loan: Loan) -> set[UUID]:
    """Of which only the ids are known; three queries more for a partner."""
    if loan.entitlement.partner is None:
        return set()
    assets = Asset.objects.filter(pk__in=list(uids)).select_related("rights").prefetch_related(*consents_prefetch())
    return _private(assets, loan)


def lend(part: Any, private: set[UUID], loan: Loan) -> Any:
    """The same shape; where it names a file that not everybody may have, the address is a lent one."""
    if not private:
        return part
    if isinstance(part, dict):
        return {key: lend(one, private, loan) for key, one in part.items()}
    if isinstance(part, list):
        return [lend(one, private, loan) for one in part]
    return loan.address(part) if isinstance(part, str) and uid_in(part) in private else part


def uid_in(address: str) -> UUID | None:
    """Of the asset whose file stands there."""
    found = FILE.match(address)
    return UUID(found[1]) if found else None


def _private(assets: Iterable[Asset], loan: Loan) -> set[UUID]:
    """Without a key nothing is lent: what everybody may have is all there is."""
    return not_public(assets) if loan.entitlement.partner is not None else set()


def _told_in(carrier: Any) -> Iterator[Asset]:
    """The asset, and the picture that stands for it."""
    yield carrier.asset
    if carrier.looks is not None and carrier.looks is not carrier:
        yield carrier.looks.asset


def _latest(each: Described, private: set[UUID]) -> Shape:
    """The address that always leads to the newest file of a brand asset is for everybody, or not at all."""
    return {"latest": None} if "latest" in each.shape and each.carrier.asset.pk in private else {}


def _original(each: Described, loan: Loan) -> Shape:
    if each.shape["kind"] not in WITH_ORIGINAL:
        return {}
    if not each.usable or not loan.lends_originals:
        return {"original": None}
    told = own_file(each.carrier)
    lent_now = {"href": loan.address(told["href"], original=True), "expires_at": lent.good_until().isoformat()}
    return {"original": told | lent_now | {"position_inside": each.carrier.asset.says_where}}
