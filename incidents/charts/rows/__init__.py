"""What passes from the record to the charts: plain frozen rows that a table can show as well."""

from incidents.charts.rows.calendar import DayRow
from incidents.charts.rows.delays import Delay, DelayClassRow, DelayRow
from incidents.charts.rows.incident import ClaimMark, KnownThen, SetByHand
from incidents.charts.rows.lanes import Lane, LaneMark
from incidents.charts.rows.periods import PeriodRow
from incidents.charts.rows.places import PlaceMark
from incidents.charts.rows.policies import PolicyRow
from incidents.charts.rows.populations import PopulationRow
from incidents.charts.rows.records import AttentionRow, RatioMark, ShareMark, VoiceMark

__all__ = [
    "AttentionRow",
    "ClaimMark",
    "DayRow",
    "Delay",
    "DelayClassRow",
    "DelayRow",
    "KnownThen",
    "Lane",
    "LaneMark",
    "PeriodRow",
    "PlaceMark",
    "PolicyRow",
    "PopulationRow",
    "RatioMark",
    "SetByHand",
    "ShareMark",
    "VoiceMark",
]
