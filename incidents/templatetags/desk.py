"""Tags and filters that every template of the desk has at hand."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.auth.models import User
from django.forms import BoundField
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incidents.figure import NO_FIGURE, Figure
from incidents.models import Claim, Report
from incidents.models.claim import population_label
from incidents.phrases import per_cent
from incidents.vocabulary import Flag, Hedge, Role
from incidents.workflow.desk.comments import MENTION, comment_count
from incidents.workflow.desk.countries import country_name
from incidents.workflow.desk.key_map import USUAL, keys_of_person, live_on
from incidents.workflow.desk.notices import unread_count
from incidents.workflow.desk.people import name_of

register = template.Library()
register.filter(name_of)
register.filter(country_name)

DESK_PAGE = re.compile(r"/(?:reports|review|incidents|claims|comments|sources|history)/[\w/-]{0,80}\d/(?:#[\w-]+)?")
WRITTEN = re.compile(rf"({MENTION.pattern.replace('([', '(?:[')}|(?<![\w/.:]){DESK_PAGE.pattern})")
"""Where a text is cut: at mentions, and at addresses of pages of this desk."""
NAME_LISTS = {"actor": "actor-names", "speaker": "actor-names", "source": "source-names"}
"""Fields that suggest names, and the list on the page that has them."""
TELLING = (
    (Role.ADMINISTRATOR, "auth.change_user"),
    (Role.SENIOR, "incidents.assign_report"),
    (Role.ANALYST, "incidents.review_report"),
    (Role.READER, "incidents.view_report"),
)
"""By what a role is told: a right that those before it do not have, so that no query asks for the group."""
ONLY_ONE = ("1", "up to 1")
"""Figures after which a population is said of one: "1 person"."""
REPLAYED_ROOMS = ("dashboard", "incidents", "timeline", "decisions", "sources")
"""Rooms that show figures: the way to them keeps the date that a page is shown as of."""
ROOMS_WITHIN = ("review-rules",)
"""Rooms whose address lies below another room's: there only they are where the person is."""


@register.simple_tag
def desk_name() -> str:
    """What this desk calls itself."""
    return str(settings.DESK_NAME)


@register.simple_tag(takes_context=True)
def room(context: dict[str, Any], name: str, label: str) -> SafeString:
    """A link of the navigation, marked where it leads to the page that is shown; nothing where no such page is."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return SafeString("")
    request = context.get("request")
    here = request is not None and request.path.startswith(address) and name_of_page(request) in (None, name)
    if name in REPLAYED_ROOMS:
        address = as_known(context, address)
    return format_html('<li><a href="{}"{}>{}</a></li>', address, SafeString(' aria-current="page"' * here), label)


def name_of_page(request: HttpRequest) -> str | None:
    """The name of the page where it is a room below another, else None."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return name if name in ROOMS_WITHIN else None


@register.simple_tag(takes_context=True)
def as_known(context: dict[str, Any], to: Any, *args: Any, **query: Any) -> str:
    """The way to figures as of the date of this page: `to` is an address, a name of one, or what has one."""
    address = resolve_url(to, *args) + (f"?{urlencode(query)}" if query else "")
    return context["as_of"].keep(address) if "as_of" in context else address


@register.simple_tag(takes_context=True)
def unread_notices(context: dict[str, Any]) -> int:
    """How many notices wait for whoever is signed in. One query."""
    return unread_count(context["user"])


@register.simple_tag(takes_context=True)
def count_comments_on(context: dict[str, Any], subject: Any) -> int:
    """How many comments on a report or an incident the person may see. One query."""
    return comment_count(subject, context["user"])


@register.filter
def role_name(person: User) -> str:
    """The person's role at the desk, or nothing."""
    return next((role.label for role, may in TELLING if person.has_perm(may)), "")


def figure_words(figure: Figure, hedge: str, denies: bool) -> str:
    """A claim's numbers in short: "34", "34 +", "24 (12–99)", "up to 40", "none", "no figure"."""
    if denies:
        return "none"
    return NO_FIGURE if hedge == Hedge.UNQUANTIFIED else figure.as_claimed


@register.filter
def figure(claim: Claim) -> str:
    """The numbers of a claim as it stands."""
    return figure_words(claim.figure, claim.hedge, claim.denies)


@register.filter
def found_figure(claim: Claim) -> str:
    """The numbers of a claim as they were found, whatever was decided since."""
    found = claim.found
    return figure_words(Figure.of(found), found["hedge"], found["denies"])


@register.filter
def whose_losses(claim: Claim) -> str:
    """Whose losses a claim counts, as it is said after its figure: "12" people, "1" person, "none" among people."""
    people = (claim.actor.name if claim.actor else "", claim.status, claim.group)
    return counted_words(figure(claim), *people, denies=claim.denies)


@register.filter
def found_counted(claim: Claim) -> str:
    """Whose losses a claim was found to count, as it is said after its figure, whatever was decided since."""
    victims = claim.found["victims"]
    people = (victims["actor"] or "", victims["status"], victims["group"] or "")
    return counted_words(found_figure(claim), *people, denies=claim.found["denies"])


def counted_words(said: str, actor: str, status: str, group: str, *, denies: bool) -> str:
    label = population_label(actor, status, group, is_one=said in ONLY_ONE)
    return f"among {label}" if denies else label


@register.filter
def age(moment: datetime) -> str:
    """How long ago, in one short word: "4 min", "3 h", "12 days"."""
    return lasting(timezone.now() - moment)


@register.filter
def lasting(time: timedelta | None) -> str:
    """A stretch of time in one short word, as `age`, from a minute up; nothing where there is none."""
    if time is None:
        return ""
    seconds = max(0, int(time.total_seconds()))
    if seconds < 60 * 60:
        return f"{seconds // 60 or 1} min"
    if seconds < 60 * 60 * 48:
        return f"{seconds // 3600} h"
    return f"{seconds // 86400} days"


@register.filter
def desk_text(text: str) -> SafeString:
    """What somebody wrote, escaped: mentions stand out, and only addresses of this desk become links."""
    parts = WRITTEN.split(text)
    return format_html_join("", "{}", ((comment_markup(part),) for part in parts))


def comment_markup(part: str) -> str:
    """A mention or an address of the desk as markup, anything else as it is."""
    if MENTION.fullmatch(part):
        return format_html("<b>{}</b>", part)
    if DESK_PAGE.fullmatch(part):
        return format_html('<a href="{0}">{0}</a>', part)
    return part


@register.filter
def percent(share: float | None) -> str:
    """A share between 0 and 1 as whole per cent."""
    return "" if share is None else per_cent(share)


@register.filter
def in_hundred(share: float) -> int:
    """A share between 0 and 1 as so many of 100: all only where it is all, none only where it is none."""
    return round(share * 100) if share in (0, 1) else min(99, max(1, round(share * 100)))


@register.filter
def fine_percent(share: float | None) -> str:
    """A share between 0 and 1 as per cent with one decimal; what is there but too small for that as "under 0.1 %"."""
    if share is None:
        return ""
    return "under 0.1 %" if 0 < share < 0.0005 else f"{share * 100:.1f} %"


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **values: Any) -> str:
    """The query of the present address with some values changed; an empty value leaves its name out."""
    query = context["request"].GET.copy()
    for name, value in values.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def control(field: BoundField, hint: str = "") -> SafeString:
    """A form's control with what assistive software needs: whether it is wrong, and where the page says why."""
    described_by = [f"{field.id_for_label}-hint"] if hint else []
    attributes: dict[str, Any] = {}
    if field.errors:
        attributes["aria-invalid"] = "true"
        described_by.append(f"{field.id_for_label}-error")
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    if field.name in NAME_LISTS:
        attributes["list"] = NAME_LISTS[field.name]
    return field.as_widget(attrs=attributes)


@register.filter
def words_at(report: Report, span: list[int] | None) -> str:
    """The words of a report at a span that was found in it; nothing where there is none."""
    return report.text[span[0] : span[1]] if span else ""


@register.simple_block_tag(takes_context=True)
def fact(context: dict[str, Any], content: SafeString, claim: Claim, field: str, label: str) -> SafeString:
    """What a card says of a claim, as the way to change it: its form, with that field first. Plain for who may not."""
    if not context.get("may_decide"):
        return content
    way = f"{reverse('claim-correct', args=[claim.pk])}?field={field}"
    return format_html(
        '<a class="fact" href="{}#id_claim-{}-{}" hx-get="{}" title="Change the {}">{}</a>',
        way,
        claim.pk,
        field,
        way,
        label,
        content,
    )


@register.filter
def flag_words(flags: list[str] | str | None) -> list[Flag]:
    """Flags as words of the vocabulary, from a list or from its JSON."""
    stored = json.loads(flags) if isinstance(flags, str) else flags
    return [Flag(flag) for flag in stored or ()]


@register.simple_tag(takes_context=True)
def key(context: dict[str, Any], action: str) -> str:
    """The key of an action as it is for this person, as a key cap shows it."""
    request = context.get("request")
    keys = keys_of_person(request)[0] if request else USUAL
    return key_cap(keys[action])


def key_cap(key: str) -> str:
    """A key as its cap has it: capitals need Shift."""
    return f"⇧{key}" if key.isalpha() and key.isupper() else key.upper()


@register.simple_tag(takes_context=True)
def live_keys(context: dict[str, Any], page: str) -> dict[str, Any]:
    """The keys live on a page, as rows of a cap and what it does, and whether the person has keys on."""
    keys, is_on = keys_of_person(context["request"])
    rows = [(key_cap(keys[action]), words) for action, words in live_on(page).items() if keys[action]]
    return {"rows": rows, "are_on": is_on}


@register.simple_tag(takes_context=True)
def own_keys(context: dict[str, Any]) -> str:
    """For the scripts, as JSON: the usual key by the one that the person set instead; "off" where keys are off."""
    keys, is_on = keys_of_person(context["request"])
    return (
        json.dumps({keys[action]: usual for action, usual in USUAL.items() if keys[action] != usual})
        if is_on
        else "off"
    )
