"""IPTC digital source types: how a thing came into being, and which of them say that a machine made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class DigitalSourceType(models.TextChoices):
    """Values are the last part of the newscode's URI. Retired codes are left out."""

    DIGITAL_CAPTURE = "digitalCapture", _("photographed, filmed or recorded")
    COMPUTATIONAL_CAPTURE = "computationalCapture", _("computed by the camera from several exposures")
    NEGATIVE_FILM = "negativeFilm", _("scanned from a negative")
    POSITIVE_FILM = "positiveFilm", _("scanned from a slide")
    PRINT = "print", _("scanned from a print")
    SCREEN_CAPTURE = "screenCapture", _("captured from a screen")
    VIRTUAL_RECORDING = "virtualRecording", _("recorded in a virtual event")
    HUMAN_EDITS = "humanEdits", _("captured, then changed by a person")
    ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced", _("captured, then enhanced by an algorithm")
    COMPOSITE_CAPTURE = "compositeCapture", _("put together from captured parts")
    COMPOSITE_SYNTHETIC = "compositeSynthetic", _("put together, some parts synthetic")
    COMPOSITE = "composite", _("put together from parts of any kind")
    DIGITAL_CREATION = "digitalCreation", _("drawn or made by a person on a computer")
    DATA_DRIVEN = "dataDrivenMedia", _("drawn from data")
    ALGORITHMIC = "algorithmicMedia", _("made by an algorithm, without training data")
    TRAINED_ALGORITHMIC = "trainedAlgorithmicMedia", _("made by a trained model (AI)")
    COMPOSITE_WITH_AI = (
        "compositeWithTrainedAlgorithmicMedia",
        _("put together, some parts made by a trained model (AI)"),
    )


# these carry the marks that Law 134/2025/QH15 Art. 11 asks for, and say which system was used
MADE_BY_AI = frozenset({DigitalSourceType.TRAINED_ALGORITHMIC, DigitalSourceType.COMPOSITE_WITH_AI})

HOW_AI_MADE_IT = ("ai_system", "ai_version", "ai_prompt", "ai_prompt_writer")  # the asset's fields
ORIGIN = ("digital_source_type", *HOW_AI_MADE_IT)


def uri(source_type: str) -> str:
    return VOCABULARY + source_type
