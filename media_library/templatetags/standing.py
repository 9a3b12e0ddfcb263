"""Why a picture or a clip may not be shown, where one chooses it: told before it stands in an article, not after."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from media_library.models import Carrier
from media_library.rights.clearance import somewhere, usable
from media_library.rights.clearing import facts_of
from media_library.rights.licences import Licence
from media_library.rights.uses import Use

register = template.Library()


@register.filter
def why_not_on_the_web(carrier: Carrier) -> str:
    """Empty where it may be shown today."""
    facts = facts_of(carrier.spine)
    verdict = usable(facts, use=str(Use.WEB), day=timezone.localdate(), territory=somewhere(facts))
    if not verdict.ok:
        return verdict.words
    return _("Inside the house only") if facts.effective_licence == Licence.INTERNAL else ""
