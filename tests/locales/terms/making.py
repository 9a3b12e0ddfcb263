"""Concepts and terms for tests."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client

from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from locales.terms.models import Concept, Term


def term(language: str = "vi", text: str = "Sở Ngoại vụ", **fields: Any) -> Term:
    return Term(language=language, text=text, **{"status": "approved", **fields})


def concept(code: str = "so-ngoai-vu", *terms: Term, **fields: Any) -> Concept:
    made = Concept(code=code, **{"domain": "state", **fields})
    made.terms = list(terms) or [term()]
    made.save()
    return Concept.objects.get(pk=made.pk)


def staff(role: str | None, name: str = "") -> User:
    ensure_roles()
    user = User.objects.create_user(name or role or "khach", password="x")
    if role:
        user.groups.add(Group.objects.get(name=group_name(role)))
    return user


def at_the_desk(role: str | None) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(staff(role))
    return client
