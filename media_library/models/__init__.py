"""Assets on one spine, the rows that carry their files, their rights and the people in them."""

from media_library.models.assets import Asset, AssetText, Carrier, Kind
from media_library.models.baskets import Basket, BasketItem
from media_library.models.brand import BrandAsset, BrandCopy, BrandRole, Colour
from media_library.models.consents import Basis, Consent, ConsentForm, PersonShown
from media_library.models.documents import LibraryDocument
from media_library.models.faces import Face, PagePicture
from media_library.models.joint_changes import JointChange, JointChangeItem, JointChangeState, Outcome
from media_library.models.notices import LetterChoice, Notice, RightsLetter, RightsNotice
from media_library.models.packages import (
    Package,
    PackageFile,
    PackageForm,
    PackageItem,
    PackageLink,
    PackageState,
)
from media_library.models.passages import Passage, PassageRole, PassageText
from media_library.models.pictures import Picture, Rendition
from media_library.models.prepared import Preparation, PreparedFile, StampedProxy
from media_library.models.recordings import Audio
from media_library.models.rights import RightsCredit, RightsEvidence, RightsRecord
from media_library.models.text_drafts import TextDraft, TextDraftState
from media_library.models.uploads import ContributorLink, Upload, UploadState
from media_library.models.versions import DeletedFile, FileVersion
from media_library.models.videos import SubtitleTrack, Video
from media_library.models.words_inside import WordsInside

__all__ = [
    "Asset",
    "AssetText",
    "Audio",
    "Basis",
    "Basket",
    "BasketItem",
    "BrandAsset",
    "BrandCopy",
    "BrandRole",
    "Carrier",
    "Colour",
    "Consent",
    "ConsentForm",
    "ContributorLink",
    "DeletedFile",
    "Face",
    "FileVersion",
    "JointChange",
    "JointChangeItem",
    "JointChangeState",
    "Kind",
    "LetterChoice",
    "LibraryDocument",
    "Notice",
    "Outcome",
    "Package",
    "PackageFile",
    "PackageForm",
    "PackageItem",
    "PackageLink",
    "PackageState",
    "PagePicture",
    "Passage",
    "PassageRole",
    "PassageText",
    "PersonShown",
    "Picture",
    "Preparation",
    "PreparedFile",
    "Rendition",
    "RightsCredit",
    "RightsEvidence",
    "RightsLetter",
    "RightsNotice",
    "RightsRecord",
    "StampedProxy",
    "SubtitleTrack",
    "TextDraft",
    "TextDraftState",
    "Upload",
    "UploadState",
    "Video",
    "WordsInside",
]
