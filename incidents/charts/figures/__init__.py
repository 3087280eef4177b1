"""From rows to Plotly figures: one file a figure. Nothing here knows the database."""

from incidents.charts.figures.attention_over_time import attention_over_time
from incidents.charts.figures.calendar import draw_calendar
from incidents.charts.figures.claims import claims_by_event, claims_over_time, measures_drawn
from incidents.charts.figures.common import as_text, figure_json
from incidents.charts.figures.delays import delay_classes, delays_over_time
from incidents.charts.figures.incidents_over_time import days_at_a_glance, incidents_over_time
from incidents.charts.figures.maps.place import circle, place_map
from incidents.charts.figures.policies_compared import policies_over_time, policy_totals
from incidents.charts.figures.populations import populations
from incidents.charts.figures.ratios_by_voice import ratios_by_voice
from incidents.charts.figures.ratios_over_time import ratios_over_time
from incidents.charts.figures.running_total import running_total
from incidents.charts.figures.shares import shares_as_bars, shares_over_time
from incidents.charts.figures.small_multiples import small_multiples
from incidents.charts.figures.swim_lanes import swim_lanes
from incidents.charts.figures.two_series import Compared, two_series
