"""Which parts of Plotly's language paper draws. A part that is not named here is refused, never left out.

A name leads to None (any value), a set of the values that are drawn, a dictionary of its own parts, or a list with one
dictionary (the parts of each of its items).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.symbols import SYMBOLS

Known = Mapping[str, Any]

# For a pointer, a screen or the page around: nothing of it would be on paper.
TRACE_OF_THE_PAGE = (
    "customdata hoverinfo hovertemplate hovertext hoverlabel hoveron selected unselected selectedpoints"
    " ids uid uirevision meta"
)
LAYOUT_OF_THE_PAGE = (
    "autosize clickmode datarevision dragmode height hoverdistance hoverlabel hovermode hoversubplots margin meta"
    " modebar selectdirection spikedistance template transition uirevision width"
)
AXIS_OF_THE_PAGE = (
    "automargin fixedrange hoverformat showspikes spikecolor spikedash spikemode spikesnap spikethickness uirevision"
    " rangeslider rangeselector ticklabeloverflow"
)


def anything(names: str) -> dict[str, None]:
    return dict.fromkeys(names.split())


FONT: Known = anything("color size family")
WEIGHTED: Known = {**FONT, "weight": {"normal", "bold", *range(1, 1001)}}
TITLE: Known = {"text": None, "font": WEIGHTED, "standoff": None, "side": None}
DASHES = re.compile(r"(solid|dot|dash|longdash|dashdot|longdashdot|[\d.]+(px)?([, ]+[\d.]+(px)?)*)")
LINE: Known = {**anything("color width"), "dash": DASHES}
COLOUR_BAR: Known = {
    **anything(
        "tickvals ticktext ticksuffix tickprefix tickformat nticks tickfont len lenmode thickness thicknessmode"
    ),
    **anything(
        "x y xanchor yanchor xpad ypad orientation outlinewidth outlinecolor borderwidth ticks ticklen tickmode"
    ),
    "title": TITLE,
}
COLOURED: Known = {
    **anything("colorscale reversescale showscale coloraxis cmin cmax cauto autocolorscale"),
    "colorbar": COLOUR_BAR,
}
MARKER: Known = {
    **COLOURED,
    **anything("color size opacity sizeref sizemin"),
    "sizemode": {"area", "diameter"},
    "symbol": SYMBOLS,
    "line": anything("color width"),
}
PATTERN: Known = {
    **anything("fgcolor bgcolor fgopacity size solidity"),
    "shape": {"", "/", "\\", "x", "-", "|", "+", "."},
    "fillmode": {"replace", "overlay"},
}
WHISKERS: Known = {**anything("array arrayminus symmetric color thickness width visible"), "type": {"data"}}
TEXT_PLACES = {
    f"{vertical} {horizontal}" for vertical in ("top", "middle", "bottom") for horizontal in ("left", "center", "right")
}
TRACE: Known = {
    **anything(TRACE_OF_THE_PAGE),
    **anything("type name showlegend opacity legendgroup"),
    "visible": {True, False, "legendonly"},
}
ON_AXES: Known = {**TRACE, **anything("xaxis yaxis x y xcalendar ycalendar")}
POINTS: Known = {
    **anything("text texttemplate cliponaxis connectgaps fillcolor"),
    "mode": re.compile(r"none|(lines|markers|text)(\+(lines|markers|text))*"),
    "marker": MARKER,
    "textposition": TEXT_PLACES,
    "textfont": WEIGHTED,
}
TRACES: Mapping[str, Known] = {
    "scatter": {
        **ON_AXES,
        **POINTS,
        "stackgroup": None,
        "fillpattern": PATTERN,
        "line": {**LINE, "shape": {"linear", "hv", "vh", "hvh", "vhv"}, "simplify": None},
        "fill": {"none", "tozeroy", "tozerox", "tonexty", "tonextx", "toself"},
        "error_x": WHISKERS,
        "error_y": WHISKERS,
    },
    "bar": {
        **ON_AXES,
        **anything("base width offset offsetgroup alignmentgroup text texttemplate textfont cliponaxis constraintext"),
        **anything("insidetextfont outsidetextfont"),
        "orientation": {"v", "h"},
        "textposition": {"inside", "outside", "auto", "none"},
        "insidetextanchor": {"start", "middle", "end"},
        "textangle": {0, "auto"},
        "marker": {
            **COLOURED,
            **anything("color opacity cornerradius"),
            "line": anything("color width"),
            "pattern": PATTERN,
        },
        "error_x": WHISKERS,
        "error_y": WHISKERS,
    },
    "heatmap": {
        **ON_AXES,
        **COLOURED,
        **anything("z zmin zmax zauto xgap ygap text texttemplate textfont hoverongaps transpose"),
    },
    "scattergeo": {
        **TRACE,
        **POINTS,
        **anything("lat lon geo"),
        "line": LINE,
        "fill": {"none", "toself"},
    },
    "choropleth": {
        **TRACE,
        **COLOURED,
        **anything("locations z zmin zmax zauto geo"),
        "locationmode": {"ISO-3"},
        "marker": {"line": anything("color width"), "opacity": None},
    },
}
AXIS: Known = {
    **anything(AXIS_OF_THE_PAGE),
    **anything("range domain anchor overlaying position matches visible title tickvals ticktext nticks tick0 dtick"),
    **anything("tickformat tickprefix ticksuffix tickangle ticklen tickwidth tickcolor tickfont showticklabels"),
    **anything("showgrid gridcolor gridwidth griddash zeroline zerolinecolor zerolinewidth"),
    **anything("showline linecolor linewidth layer color categoryarray separatethousands exponentformat"),
    "type": {"-", "linear", "date", "log", "category"},
    "autorange": {True, False, "reversed"},
    "rangemode": {"normal", "tozero", "nonnegative"},
    "side": {"left", "right", "top", "bottom"},
    "tickmode": {"auto", "linear", "array"},
    "ticks": {"outside", "inside", ""},
    "ticklabelmode": {"instant", "period"},
    "categoryorder": {"trace", "array", "category ascending", "category descending"},
    "title": TITLE,
}
GEO_AXIS: Known = {"range": None, "showgrid": None, "gridcolor": None, "gridwidth": None, "dtick": None}
GEO: Known = {
    **anything("bgcolor showland landcolor showocean oceancolor showlakes lakecolor showrivers rivercolor riverwidth"),
    **anything("showcountries countrycolor countrywidth showcoastlines coastlinecolor coastlinewidth"),
    **anything("showframe framecolor framewidth uirevision"),
    "resolution": {50, 110},
    "scope": {"world"},
    "visible": {True},
    "fitbounds": {False, "locations", "geojson"},
    "projection": {"type": {"mercator", "equirectangular", "natural earth"}, "scale": None},
    "center": anything("lat lon"),
    "domain": anything("x y"),
    "lataxis": GEO_AXIS,
    "lonaxis": GEO_AXIS,
}
LAYOUT: Known = {
    **anything(LAYOUT_OF_THE_PAGE),
    **anything("paper_bgcolor plot_bgcolor showlegend bargap bargroupgap separators"),
    "font": FONT,
    "barmode": {"stack", "group", "overlay", "relative"},
    "barnorm": {""},
    "uniformtext": {"minsize": None, "mode": {"hide", "show", False}},
    "coloraxis": COLOURED,
    "legend": {
        **anything("orientation x y xanchor yanchor xref yref bgcolor bordercolor borderwidth itemclick"),
        **anything("itemdoubleclick itemsizing itemwidth indentation entrywidth entrywidthmode tracegroupgap"),
        **anything("groupclick valign"),
        "traceorder": {"normal", "reversed", "grouped"},
        "font": FONT,
    },
    "annotations": [
        {
            **anything(
                "text x y xref yref xanchor yanchor xshift yshift align textangle bgcolor bordercolor borderpad"
            ),
            **anything("borderwidth opacity name captureevents hovertext visible"),
            "showarrow": {False},
            "font": WEIGHTED,
        }
    ],
    "shapes": [
        {
            **anything("name x0 x1 y0 y1 xref yref xanchor yanchor fillcolor opacity visible path"),
            "xsizemode": {"scaled", "pixel"},
            "ysizemode": {"scaled", "pixel"},
            "type": {"line", "rect", "circle", "path"},
            "layer": {"below", "above", "between"},
            "line": LINE,
        }
    ],
}
SUBPLOT = re.compile(r"(xaxis|yaxis|geo)\d*")


def check(figure: Mapping[str, Any]) -> None:
    """Raise where a figure has a part that paper does not draw."""
    for number, trace in enumerate(figure["data"]):
        kind = trace.get("type", "scatter")
        if kind not in TRACES:
            raise NotDrawnError(f"a trace of type {kind}")
        check_part(trace, TRACES[kind], f"{kind} {trace.get('name') or number}")
    for name, part in figure["layout"].items():
        subplot = SUBPLOT.fullmatch(name)
        known = LAYOUT if subplot is None else {name: GEO if subplot.group(1) == "geo" else AXIS}
        check_part({name: part}, known, "layout")


def check_part(part: Mapping[str, Any], known: Known, where: str) -> None:
    for name, value in part.items():
        if name not in known:
            raise NotDrawnError(f"{where}: {name}")
        if value is not None:
            check_value(value, known[name], f"{where}: {name}")


def check_value(value: Any, known: Any, where: str) -> None:
    if isinstance(known, list):
        for item in value:
            check_part(item, known[0], where)
    elif isinstance(known, Mapping):
        check_part({"text": value} if isinstance(value, str) else value, known, where)
    elif known is not None:
        for each in value if isinstance(value, list) else [value]:
            is_drawn = known.fullmatch(str(each)) if isinstance(known, re.Pattern) else each is None or each in known
            if not is_drawn:
                raise NotDrawnError(f"{where} is {each!r}")
