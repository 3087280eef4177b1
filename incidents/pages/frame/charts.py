"""What pages of charts share: what their charts are drawn from, and the file of a chart's numbers."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from incidents.charts.frame import PAGE, Cell, Chart, Value
from incidents.charts.frame import Caption as Caption
from incidents.exports.sheets import csv_lines
from incidents.filters.as_of import AsOf
from incidents.filters.incidents import IncidentFilter
from incidents.filters.narrowing import Narrowing
from incidents.models import DeskPolicy

Answer = TypeVar("Answer", bound=HttpResponseBase)


def selection_caption(form: IncidentFilter, as_of: AsOf) -> Caption:
    """The filter, the desk's policy and the date, in words. One query."""
    return Caption(form.filter_words, DeskPolicy.now().label, as_of.label, as_of.is_replay)


def refuse_file(as_of: AsOf) -> HttpResponse | None:
    """The answer to a file as of a date that is none: no figures at all, for a file has no place for a warning."""
    if not as_of.error:
        return None
    return HttpResponse(f"as_of: {as_of.error}\n", status=422, content_type="text/plain; charset=utf-8")


def refused_choices(form: Narrowing) -> HttpResponse | None:
    """The answer to a file of choices of which one cannot be read: no rows at all, for the same reason."""
    if not form.errors:
        return None
    wrong = (f"{name}: {error}\n" for name, errors in form.errors.items() for error in errors)
    return HttpResponse("".join(wrong), status=422, content_type="text/plain; charset=utf-8")


def chart_csv(chart: Chart, caption: Caption) -> HttpResponse:
    """Exactly the numbers of a chart and its table; unknown is an empty cell."""
    kept = [at for at, column in enumerate(chart.columns) if column.only != PAGE]
    drawn_from = {"as_known_on": caption.known_on, "policy": caption.policy, "filter": caption.filter}
    if not caption.policy:
        del drawn_from["policy"]
    head = [*(chart.columns[at].name for at in kept), *drawn_from]
    rows = ([*(plain_cell(line.cells[at]) for at in kept), *drawn_from.values()] for line in chart.lines)
    answer = HttpResponse("".join(csv_lines(head, rows)), content_type="text/csv; charset=utf-8")
    return named_file(answer, f"{chart.name}-as-known-on-{file_day(caption)}.csv")


def named_file(answer: Answer, name: str) -> Answer:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_day(caption: Caption) -> str:
    """The date as a file name can hold it."""
    return caption.known_on.replace(" ", "T").replace(":", "")


def plain_cell(cell: Value | Cell) -> Value:
    return cell.value if isinstance(cell, Cell) else cell
