"""schema.org for search engines (JSON-LD), one shape for each kind of work. Pure: from compiled documents to values."""

import json
from datetime import timedelta
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from cms.portal.pictures import crops, share_picture

Shape = dict[str, Any]

CONTEXT = "https://schema.org"
TYPES = {
    "article": "NewsArticle",
    "video": "VideoObject",
    "event": "Event",
    "issue": "PublicationIssue",
    "publication": "Periodical",
    "dossier": "CollectionPage",
}
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_script(data: Shape) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE))  # noqa: S308 - escaped just here


def data_of(document: Shape) -> Shape:
    """The JSON-LD of one edition; what is not known is left out."""
    kind = document["type"]
    data = {
        "@context": CONTEXT,
        "@type": TYPES.get(kind, "CreativeWork"),
        "@id": document["url"],
        "url": document["url"],
        "inLanguage": document["lang"],
        "description": document["summary"],
        "image": images(document["picture"]),
        "license": document["rights"]["licence_url"],
        "publisher": organisation(document["agency"]),
        "keywords": [subject["name"] for subject in document["subjects"]],
        "contentLocation": [place(one) for one in document["places"]],
        **PARTICULARS.get(kind, _creative_work)(document),
    }
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def breadcrumbs(links: list[tuple[str, str]]) -> Shape:
    """(name, absolute address) from the home down."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(links, start=1)
        ],
    }


def images(picture: Shape | None) -> list[Shape]:
    """The crops that search engines ask for (16:9, 4:3, 1:1), after the one for link previews."""
    first = share_picture(picture)
    if picture is None or first is None:
        return []
    about = {
        "caption": picture["caption"],
        "creditText": picture["credit"],
        "license": picture["licence_url"],
        "copyrightNotice": picture["owner"]["name"] if picture["owner"] else None,
    }
    told = {key: value for key, value in about.items() if value}
    return [
        {"@type": "ImageObject", "url": one["href"], "contentUrl": one["href"]}
        | {"width": one["width"], "height": one["height"]}
        | told
        for one in (first, *crops(picture))
    ]


def organisation(agency: Shape | None) -> Shape | None:
    return {"@type": "Organization", "name": agency["name"]} if agency and agency["name"] else None


def place(one: Shape) -> Shape:
    shape: Shape = {"@type": "Place", "name": one["name"]}
    if one["latitude"] is not None and one["longitude"] is not None:
        shape["geo"] = {"@type": "GeoCoordinates", "latitude": one["latitude"], "longitude": one["longitude"]}
    return shape


def _creative_work(document: Shape) -> Shape:
    return {
        "headline": document["title"],
        "name": document["title"],
        "datePublished": document["published_at"],
        "dateModified": document["updated_at"],
        "author": _author(document),
        "isPartOf": {"@type": "CollectionPage", "name": document["column"]["title"], "url": document["column"]["url"]}
        if document["column"]
        else None,
        "correction": [note["note"] for note in document["corrections"]],
    }


def _author(document: Shape) -> Shape | None:
    if document["byline"]:
        return {"@type": "Person", "name": document["byline"]}
    return organisation(document["agency"])


def _video(document: Shape) -> Shape:
    video = document.get("video") or {}
    return {
        "name": document["title"],
        "uploadDate": document["published_at"],
        "dateModified": document["updated_at"],
        "duration": iso_duration(video.get("duration")),
        "contentUrl": video["proxy"]["href"] if video.get("proxy") else None,
        "thumbnailUrl": [poster["href"]]
        if (poster := share_picture(video.get("poster") or document["picture"]))
        else [],
        "author": _author(document),
    }


def _event(document: Shape) -> Shape:
    event = document["event"]
    day = slice(10) if event["all_day"] else slice(None)
    return {
        "name": document["title"],
        "startDate": event["starts"][day],
        "endDate": event["ends"][day] if event["ends"] else None,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": event["venue"]} if event["venue"] else None,
        "organizer": organisation(event["organiser"]),
    }


def _issue(document: Shape) -> Shape:
    issue = document["issue"]
    return {
        "name": document["title"],
        "issueNumber": issue["number"],
        "datePublished": issue["issued"] or document["published_at"],
        "numberOfPages": issue["pages"],
    }


def _named(document: Shape) -> Shape:
    return {"name": document["title"], "dateModified": document["updated_at"]}


PARTICULARS = {
    "video": _video,
    "event": _event,
    "issue": _issue,
    "publication": _named,
    "dossier": _named,
}


def iso_duration(seconds: float | None) -> str | None:
    """83.4 → `PT1M23S`."""
    if seconds is None:
        return None
    whole = int(timedelta(seconds=seconds).total_seconds())
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + "".join(
        f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if count or unit == "S"
    )
