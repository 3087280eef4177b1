"""Who claimed what when, and the estimate as it was known then: one panel a measure."""

from incidents.charts.figures.claims.figure import claims_by_event, claims_over_time
from incidents.charts.figures.claims.panels import measures_drawn
