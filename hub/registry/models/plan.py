"""The province's plan and its tasks: a versioned tree, loaded from `hub/registry/data/plan_tasks.yaml`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.registry.chains import refuse_loop
from hub.registry.naming import Certainty


class Plan(models.Model):
    """One issue of the plan; a new plan is a new row with its own tasks."""

    number = models.CharField(_("number"), max_length=60, unique=True)
    issued = models.DateField(_("decided on"))
    title_vi = models.CharField(_("title (Vietnamese)"), max_length=500)
    title_en = models.CharField(_("title (English)"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)
    status = models.CharField(_("status of the titles"), max_length=10, choices=Certainty, default=Certainty.APPROVED)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-issued"]

    def __str__(self) -> str:
        return self.number


class PlanTask(models.Model):
    """A task of a plan, such as 3.1; content is tagged with it, and the yearly report is drawn by it."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(_("code"), max_length=12)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    title_vi = models.CharField(_("title (Vietnamese)"), max_length=500)
    title_en = models.CharField(_("title (English)"), max_length=500, blank=True)
    lead = models.CharField(_("lead agency in the plan"), max_length=255, blank=True)
    years = models.CharField(_("years"), max_length=40, blank=True)
    carried_by_product = models.BooleanField(_("carried by the hub"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Certainty, default=Certainty.APPROVED)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("plan task")
        verbose_name_plural = _("plan tasks")
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="registry_one_task_code_a_plan")]

    def __str__(self) -> str:
        return f"{self.code} {self.title_vi}"

    def clean(self) -> None:
        super().clean()
        refuse_loop(self, "parent", _("“%(row)s” would be part of itself. Choose another task."))
        if self.parent is not None and self.parent.plan_id != self.plan_id:
            raise ValidationError({"parent": _("A task can only be part of a task of the same plan.")})

    def titles(self) -> dict[str, str]:
        """By language, in those that have one."""
        return {"vi": self.title_vi} | ({"en": self.title_en} if self.title_en else {})

    def title_in(self, language: str) -> str:
        return self.title_vi if language == "vi" else self.title_en or self.title_vi
