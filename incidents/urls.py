"""The pages of the desk: nouns, with a verb last where something is done."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from incidents.pages.attention import views as attention
from incidents.pages.briefing import views as briefing
from incidents.pages.calendar import views as calendar
from incidents.pages.dashboard import views as dashboard
from incidents.pages.decisions import views as decisions
from incidents.pages.delay import views as delay
from incidents.pages.frame import drafts, health, record_pages, sign_in
from incidents.pages.history import revert, story
from incidents.pages.history import views as history
from incidents.pages.incident import briefing as incident_briefing
from incidents.pages.incident import charts as incident_charts
from incidents.pages.incident import confirmation, what_if
from incidents.pages.incident import views as incident
from incidents.pages.incidents import files as incident_files
from incidents.pages.incidents import views as incidents
from incidents.pages.map import views as map_page
from incidents.pages.policies import views as policies
from incidents.pages.preferences import views as preferences
from incidents.pages.quality import views as quality
from incidents.pages.queue import assignment
from incidents.pages.queue import views as queue
from incidents.pages.records import views as records
from incidents.pages.regrouping import views as regrouping
from incidents.pages.reports import sources
from incidents.pages.reports import views as reports
from incidents.pages.review import claims, corrections, groups, holds, marks, next_report, places, report, rereading
from incidents.pages.review import views as review
from incidents.pages.review_rules import views as review_rules
from incidents.pages.saved_views import views as saved_views
from incidents.pages.second_reading import agreement, settle
from incidents.pages.second_reading import views as second_reading
from incidents.pages.talk import comments, notices
from incidents.pages.timeline import views as timeline

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("sign-in/", sign_in.SignInView.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("health/", health.health, name="health"),
    # Reports: pasted, read, shown.
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/new/day/", reports.day_of_pasted, name="report-new-day"),
    path("reports/<int:pk>/", report.report, name="report"),
    path("reports/<int:pk>/story/", story.story, name="report-story"),
    path("reports/<int:pk>/progress/", report.progress, name="report-progress"),
    path("reports/<int:pk>/reread/", rereading.rereading_page, name="rereading"),
    path("reports/<int:pk>/reread/keep/", rereading.keep, name="rereading-keep"),
    path("reports/<int:pk>/mark/", marks.mark_words, name="report-mark"),
    path("reports/<int:pk>/marks/<int:mark>/take-back/", marks.take_mark_back, name="mark-undo"),
    path("reports/<int:pk>/day/", report.confirm_assumed_day, name="report-day"),
    path("reports/<int:pk>/read-again/", report.have_read_again, name="report-read-again"),
    path("reports/<int:pk>/describe/", report.correct_description, name="report-describe"),
    path("reports/<int:pk>/claims/add/", claims.add, name="claim-add"),
    path("review/<int:pk>/order/", corrections.card_order, name="card-order"),
    path("reports/<int:pk>/accept-shown/", claims.accept_shown, name="accept-shown"),
    path("places/readings/", places.offer_readings, name="place-readings"),
    path("places/towns/", places.towns, name="towns"),
    path("sources/suggest/", sources.suggest, name="source-suggest"),
    # Review: the queue, a report's claims, what is decided about each.
    path("review/", queue.queue, name="queue"),
    path("review/ahead/", next_report.ahead, name="review-ahead"),
    path("review/<int:pk>/take-finish-back/", next_report.take_finish_back, name="finish-undo"),
    path("review/next/", next_report.next_report, name="review-next"),
    path("attention/", attention.own_attention, name="attention"),
    path("attention/figures.csv", attention.own_csv, name="attention-csv"),
    path("attention/desk/", attention.desk_attention, name="attention-desk"),
    path("attention/desk/figures.csv", attention.desk_csv, name="attention-desk-csv"),
    path("attention/<int:pk>/", attention.person, name="attention-person"),
    path("attention/<int:pk>/figures.csv", attention.person_csv, name="attention-person-csv"),
    path("review/rules/", review_rules.rules, name="review-rules"),
    path("review/rules/set/", review_rules.set_review_rules, name="review-rules-set"),
    path("review/rules/<int:pk>/set-again/", review_rules.set_again, name="review-rules-again"),
    path("review/<int:pk>/", review.review, name="review"),
    path("review/assign/", assignment.assign, name="reports-assign"),
    path("review/<int:pk>/assign/", assignment.assign, name="report-assign"),
    path("review/<int:pk>/return/", assignment.send_back, name="report-return"),
    path("review/<int:pk>/return/undo/", assignment.fetch_back, name="report-fetch-back"),
    path("review/<int:pk>/renew/", holds.renew, name="report-renew"),
    path("review/<int:pk>/release/", holds.release, name="report-release"),
    path("review/<int:pk>/leave/", holds.leave, name="report-leave"),
    path("review/<int:pk>/take/", holds.take_hold, name="report-take"),
    path("review/<int:pk>/finish/", review.finish_review_page, name="report-finish"),
    path("review/<int:pk>/groups/", groups.change_groups, name="group-change"),
    path("review/<int:pk>/reopen/", review.put_into_queue_again, name="report-reopen"),
    path("review/<int:pk>/second/", second_reading.want, name="report-second"),
    # What two readers answered apart: settled by a third, and how far they agree.
    path("review/<int:pk>/settle/", settle.settle_readings, name="report-settle"),
    path("review/<int:pk>/settle/agreed/", settle.take_agreed, name="settle-agreed"),
    path("review/<int:pk>/settle/undo/", settle.take_choice_back, name="settle-undo"),
    path("review/<int:pk>/settle/finish/", settle.finish_settling, name="report-settle-finish"),
    path("review/<int:pk>/settle/<int:claim>/", settle.settling_card, name="settle-card"),
    path("review/<int:pk>/settle/<int:claim>/take/", settle.take_answer, name="settle-take"),
    path("review/<int:pk>/settle/<int:claim>/own/", settle.other_values, name="settle-own"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/figures.csv", agreement.agreement_csv, name="agreement-csv"),
    path("agreement/differences/", agreement.differences_page, name="agreement-differences"),
    path("claims/<int:pk>/", claims.claim_card, name="claim"),
    path("claims/<int:pk>/accept/", claims.accept, name="claim-accept"),
    path("claims/<int:pk>/reject/", claims.reject, name="claim-reject"),
    path("claims/<int:pk>/correct/", claims.correct, name="claim-correct"),
    path("claims/<int:pk>/move/", corrections.move, name="claim-move"),
    path("claims/<int:pk>/tie/", corrections.tie_claims, name="claim-tie"),
    path("claims/<int:pk>/undo/", claims.undo_decision_on_claim, name="claim-undo"),
    path("claims/<int:pk>/flag/", claims.flag, name="claim-flag"),
    # Incidents and the timeline.
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/export.csv", incident_files.incidents_csv, name="incidents-csv"),
    path("incidents/<int:pk>/", incident.incident, name="incident"),
    path("incidents/<int:pk>/claims.csv", incident_charts.claims_csv, name="incident-claims-csv"),
    path("incidents/<int:pk>/known.csv", incident_charts.known_csv, name="incident-known-csv"),
    path("incidents/<int:pk>/origins.csv", incident_charts.origins_csv, name="incident-origins-csv"),
    path("incidents/<int:pk>/populations.csv", incident_charts.populations_csv, name="incident-populations-csv"),
    path("incidents/<int:pk>/override/", incident.override, name="incident-override"),
    path("incidents/<int:pk>/confirm/", confirmation.confirm, name="incident-confirm"),
    path("incidents/<int:pk>/merge/", regrouping.merge_page, name="incident-merge"),
    path("incidents/<int:pk>/split/", regrouping.split, name="incident-split"),
    path("regroupings/<int:pk>/undo/", regrouping.undo_regrouping_page, name="regrouping-undo"),
    path("incidents/<int:pk>/what-if/", what_if.what_if, name="what-if"),
    path("filters/provinces/", record_pages.provinces, name="provinces"),
    path("briefing/", briefing.record_briefing, name="briefing"),
    path("briefing.pdf", briefing.record_briefing_pdf, name="briefing-pdf"),
    path("incidents/<int:pk>/briefing/", incident_briefing.incident_briefing, name="incident-briefing"),
    path("incidents/<int:pk>/briefing.pdf", incident_briefing.incident_briefing_pdf, name="incident-briefing-pdf"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline/figures.csv", timeline.timeline_csv, name="timeline-csv"),
    path("timeline/lanes/", timeline.timeline_lanes, name="timeline-lanes"),
    path("timeline/lanes.csv", timeline.timeline_lanes_csv, name="timeline-lanes-csv"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/figures.csv", calendar.calendar_csv, name="calendar-csv"),
    path("map/", map_page.incident_map_page, name="map"),
    path("map/figures.csv", map_page.map_csv, name="map-csv"),
    path("policies/", policies.policy_comparison, name="policy-comparison"),
    path("policies/<slug:chart>.csv", policies.policy_comparison_csv, name="policy-comparison-csv"),
    path("delay/", delay.reporting_delay, name="reporting-delay"),
    path("delay/<slug:chart>.csv", delay.reporting_delay_csv, name="reporting-delay-csv"),
    # Views that somebody named.
    path("views/", saved_views.views, name="views"),
    path("views/save/", saved_views.save_view_page, name="view-save"),
    path("views/<int:pk>/rename/", saved_views.rename, name="view-rename"),
    path("views/<int:pk>/take-away/", saved_views.take_away, name="view-take-away"),
    path("views/put-back/<int:row>/", saved_views.restore_view_page, name="view-put-back"),
    # What needs a decision, and the policy of the desk.
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/policy/", decisions.choose_desk_policy, name="policy-choose"),
    path("decisions/recomputing/", decisions.recomputing_progress, name="recomputing"),
    # The record of sources and claimants.
    path("sources/", records.sources, name="sources"),
    path("sources/figures.csv", records.sources_csv, name="sources-csv"),
    path("sources/<int:pk>/", records.source, name="source"),
    path("sources/<int:pk>/figures.csv", records.source_csv, name="source-csv"),
    path("claimants/", records.claimants, name="claimants"),
    path("claimants/figures.csv", records.claimants_csv, name="claimants-csv"),
    path("claimants/record/", records.claimant, name="claimant"),
    path("claimants/record/figures.csv", records.claimant_csv, name="claimant-csv"),
    # What people say to each other.
    path("comments/<slug:kind>/<int:pk>/", comments.comments, name="comments"),
    path("comments/<int:pk>/answer/", comments.answer_comment, name="comment-answer"),
    path("comments/<int:pk>/resolve/", comments.resolve_comment, name="comment-resolve"),
    path("comments/<int:pk>/reopen/", comments.reopen_comment, name="comment-reopen"),
    path("people/suggest/", comments.people, name="people-suggest"),
    # What the desk tells a person.
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/mark/", notices.mark, name="notices-mark"),
    path("notices/email/", notices.email, name="notices-email"),
    # How well the program reads.
    path("quality/", quality.quality, name="quality"),
    path("quality/figures.csv", quality.quality_csv, name="quality-csv"),
    path("quality/claims/", quality.quality_claims, name="quality-claims"),
    path("quality/labels.jsonl", quality.quality_labels, name="quality-labels"),
    path("history/revert/<slug:kind>/<int:key>/", revert.revert, name="revert"),
    path("history/<slug:kind>/", history.choices, name="history-of-choices"),
    path("history/<slug:kind>/<int:pk>/", history.history, name="history"),
]
