"""The record: sources and actors, reports and the claims in them, incidents, decisions and estimates.

Beside it what the work on it leaves: readings, comments, drafts, rules of review.
"""

from incidents.models.actor import Actor
from incidents.models.claim import Claim
from incidents.models.decision import Decision
from incidents.models.desk.comment import Comment
from incidents.models.desk.draft import Draft
from incidents.models.desk.notice import Notice
from incidents.models.desk.planted import Planted
from incidents.models.desk.policy import DeskPolicy
from incidents.models.desk.preferences import Preferences
from incidents.models.desk.review_rules import ReviewRules
from incidents.models.desk.saved_view import SavedView
from incidents.models.estimate import Estimate, Vintage
from incidents.models.grouping import Grouping
from incidents.models.incident import Incident, IncidentActor, ReportLink
from incidents.models.near_duplicate import NearDuplicate, TextBand
from incidents.models.outcome import ClaimantOutcome, SourceOutcome
from incidents.models.reading import Reading
from incidents.models.regrouping import Regrouping
from incidents.models.report import Report
from incidents.models.rereading import Rereading
from incidents.models.revision import Revision
from incidents.models.source import Source
from incidents.models.text_mark import TextMark
