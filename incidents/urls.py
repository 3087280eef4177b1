"""The pages of the desk: nouns, with a verb last where something is done."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from incidents.views import (
    claims,
    corrections,
    decisions,
    health,
    history,
    holds,
    incidents,
    notices,
    pages,
    queue,
    records,
    reports,
    review,
    review_rules,
    sources,
    timeline,
    what_if,
)

urlpatterns = [
    path("", pages.dashboard, name="dashboard"),
    path("sign-in/", pages.SignInView.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("health/", health.health, name="health"),
    # Reports: pasted, read, shown.
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/progress/", reports.progress, name="report-progress"),
    path("reports/<int:pk>/describe/", reports.describe, name="report-describe"),
    path("reports/<int:pk>/claims/add/", claims.add, name="claim-add"),
    path("reports/<int:pk>/accept-shown/", claims.accept_shown, name="accept-shown"),
    path("sources/suggest/", sources.suggest, name="source-suggest"),
    # Review: the queue, a report's claims, what is decided about each.
    path("review/", queue.queue, name="queue"),
    path("review/next/", queue.next_report, name="review-next"),
    path("review/rules/", review_rules.rules, name="review-rules"),
    path("review/rules/set/", review_rules.set_review_rules, name="review-rules-set"),
    path("review/rules/<int:pk>/set-again/", review_rules.set_again, name="review-rules-again"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/<int:pk>/renew/", holds.renew, name="report-renew"),
    path("review/<int:pk>/release/", holds.release, name="report-release"),
    path("review/<int:pk>/take/", holds.take, name="report-take"),
    path("review/<int:pk>/finish/", review.finish, name="report-finish"),
    path("review/<int:pk>/reopen/", review.reopen, name="report-reopen"),
    path("claims/<int:pk>/", claims.card, name="claim"),
    path("claims/<int:pk>/accept/", claims.accept, name="claim-accept"),
    path("claims/<int:pk>/reject/", claims.reject, name="claim-reject"),
    path("claims/<int:pk>/correct/", claims.correct, name="claim-correct"),
    path("claims/<int:pk>/move/", corrections.move, name="claim-move"),
    path("claims/<int:pk>/undo/", claims.undo, name="claim-undo"),
    path("claims/<int:pk>/flag/", claims.flag, name="claim-flag"),
    # Incidents and the timeline.
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/override/", incidents.override, name="incident-override"),
    path("incidents/<int:pk>/confirm/", decisions.confirm, name="incident-confirm"),
    path("incidents/<int:pk>/what-if/", what_if.what_if, name="what-if"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline/figures.csv", timeline.timeline_csv, name="timeline-csv"),
    # What needs a decision, and the policy of the desk.
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/policy/", decisions.choose, name="policy-choose"),
    path("decisions/recomputing/", decisions.recomputing_progress, name="recomputing"),
    # The record of sources and claimants.
    path("sources/", records.sources, name="sources"),
    path("sources/<int:pk>/", records.source, name="source"),
    path("claimants/", records.claimants, name="claimants"),
    path("claimants/record/", records.claimant, name="claimant"),
    # What the desk tells a person.
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/mark/", notices.mark, name="notices-mark"),
    path("notices/email/", notices.email, name="notices-email"),
    path("history/<slug:kind>/<int:pk>/", history.history, name="history"),
]
