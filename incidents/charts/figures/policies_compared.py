"""What each policy makes of the same incidents: in all as points with their range, by period as small multiples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, MUTED, PAPER, axis, base_layout, count_ticks, key_above, whiskers
from incidents.charts.figures.periods import middle_of_period, width_ms
from incidents.charts.rows import PeriodRow, PolicyRow
from incidents.phrases import how_many
from incidents.vocabulary import Policy

FOLLOWED = "var(--chart-category-1)"
OTHER = "var(--chart-category-2)"
PANEL, BETWEEN = 150, 52
"""The height of a panel, and what lies between two for its title and axis, pixels."""


def policy_totals(rows: Sequence[PolicyRow], counted: str) -> go.Figure:
    """Low, best and high of each policy on one axis, the followed policy first and as a line through all."""
    figure = go.Figure()
    known = [row for row in rows if row.best is not None]
    names = [(f"{row.policy.label} (followed)" if row.policy is rows[0].policy else row.policy.label) for row in known]
    figure.add_scatter(
        x=[row.best for row in known],
        y=names,
        mode="markers+text",
        marker={
            "symbol": ["diamond" if row is rows[0] else "circle" for row in known],
            "size": 12,
            "color": [FOLLOWED if row is rows[0] else OTHER for row in known],
            "line": {"color": PAPER, "width": 1},
        },
        error_x=whiskers(known),
        text=[f"{row.best:,}" for row in known],
        textposition="top center",
        textfont={"size": 12},
        customdata=[row.url for row in known],
        hovertext=[policy_words(row, counted) for row in known],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    if rows[0].best is not None:
        figure.add_vline(x=rows[0].best, line={"color": MUTED, "width": 1, "dash": "dash"}, layer="below")
    top = max([1, *(row.high or 0 for row in known)])
    figure.update_layout(
        base_layout(
            height=90 + 46 * len(known),
            showlegend=False,
            xaxis=axis(
                title={"text": f"{counted}: best and reported range", "font": {"size": 13}},
                range=[-0.02 * top, 1.05 * top],
                **count_ticks(top, 7),
            ),
            yaxis=axis(autorange="reversed", showgrid=False, ticks=""),
            margin={"l": 120, "r": 16, "t": 24, "b": 44},
        )
    )
    return figure


def policies_over_time(panels: Mapping[Policy, Sequence[PolicyRow]], counted: str) -> go.Figure:
    """A panel a policy, all with the same axes: its bests as bars, the followed policy's best as a dash on each.

    The first of `panels` is the policy that is followed. Three panels stand beside each other, one on a narrow screen.
    """
    figure = go.Figure()
    rows = [row for own in panels.values() for row in own]
    top = max([1, *(row.high or 0 for row in rows)])
    followed = next(iter(panels))
    for number, (policy, own) in enumerate(panels.items()):
        add_policy_panel(figure, number, own, counted, policy is followed)
    wide, narrow = (layout_of(list(panels), top, beside) for beside in (3, 1))
    key = key_above() | {"y": 1, "yanchor": "bottom"}
    figure.update_layout(
        base_layout(
            **wide,
            bargap=0.2,
            showlegend=True,
            legend=key,
            margin={"l": 56, "r": 12, "t": 30, "b": 30},
            meta={"narrow": narrow | {"margin": {"l": 46, "r": 4, "t": 50, "b": 30}}},
        )
    )
    return figure


def add_policy_panel(
    figure: go.Figure, number: int, rows: Sequence[PolicyRow], counted: str, is_followed: bool
) -> None:
    """One policy's bars with their range, and the dashes of the policy that is followed."""
    on = {"xaxis": f"x{suffix(number)}", "yaxis": f"y{suffix(number)}"}
    known = [row for row in rows if row.best is not None]
    figure.add_bar(
        x=[middle_of_period(period(row)) for row in known],
        y=[row.best for row in known],
        width=[width_ms(period(row)) for row in known],
        name="best, policy that is followed" if is_followed else "best, other policy",
        showlegend=number < 2,
        marker={
            "color": FOLLOWED if is_followed else OTHER,
            "pattern": {"shape": "" if is_followed else "/", "fillmode": "overlay", "fgcolor": PAPER, "fgopacity": 0.4,
                        "size": 6, "solidity": 0.2},
        },
        error_y=whiskers(known, color=MUTED, thickness=1, width=0),
        customdata=[row.url for row in known],
        text=[policy_words(row, counted) for row in known],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        **on,
    )  # fmt: skip
    if not is_followed:
        add_dashes(figure, [row for row in rows if row.followed_best is not None], number, on)


def add_dashes(figure: go.Figure, rows: Sequence[PolicyRow], number: int, on: dict[str, str]) -> None:
    """The followed policy's best as a dash across each period: it needs no neighbour, so that gaps stay gaps."""
    ends = [end for row in rows for end in (row.first.isoformat(), f"{row.last.isoformat()}T23:59", None)]
    figure.add_scatter(
        x=ends,
        y=[value for row in rows for value in (row.followed_best, row.followed_best, None)],
        mode="lines",
        name="the same under the policy that is followed",
        showlegend=number == 1,
        line={"color": INK, "width": 2},
        hoverinfo="skip",
        **on,
    )


def layout_of(policies: Sequence[Policy], top: float, beside: int) -> dict[str, Any]:
    """Axes and titles of the panels, so many beside each other."""
    lines = -(-len(policies) // beside)
    whole = lines * (PANEL + BETWEEN)
    found: dict[str, Any] = {"height": whole + 70, "annotations": []}
    for number, policy in enumerate(policies):
        line, column = divmod(number, beside)
        upper = 1 - (line * (PANEL + BETWEEN) + 26) / whole
        gap = 0.025
        width = (1 - gap * (beside - 1)) / beside
        left = column * (width + gap)
        down = (upper - PANEL / whole, upper)
        found |= axes_of_policy(number, (left, left + width), down, top, is_leftmost=column == 0)
        found["annotations"].append(policy_title(policy, left, upper, is_followed=number == 0))
    return found


def axes_of_policy(
    number: int, across: tuple[float, float], down: tuple[float, float], top: float, *, is_leftmost: bool
) -> dict[str, Any]:
    own = suffix(number)
    shared = {} if number == 0 else {"matches": "x"}
    return {
        f"xaxis{own}": axis(
            type="date", domain=across, anchor=f"y{own}", showgrid=False, ticks="outside", nticks=4, **shared
        ),
        f"yaxis{own}": axis(
            domain=down, anchor=f"x{own}", range=[0, 1.06 * top], showticklabels=is_leftmost, **count_ticks(top, 4)
        ),
    }


def policy_title(policy: Policy, left: float, upper: float, *, is_followed: bool) -> dict[str, Any]:
    words = f"{policy.label} (followed)" if is_followed else policy.label
    place = {"xref": "paper", "yref": "paper", "x": left, "y": upper, "xanchor": "left", "yanchor": "bottom"}
    return place | {
        "text": words,
        "hovertext": policy.meaning,
        "showarrow": False,
        "yshift": 2,
        "font": {"size": 14, "weight": 650},
    }


def suffix(number: int) -> str:
    """What the names of the axes of a panel end in: the first have no number."""
    return str(number + 1) if number else ""


def period(row: PolicyRow) -> PeriodRow:
    """The same days as a period, for its middle, its width and its name."""
    return PeriodRow(row.first, row.last, row.incidents, 0, row.figure)


def change_words(row: PolicyRow) -> str:
    """The change against the followed policy: "no change", "12 more (+5 %)", "3 fewer (−1 %)".

    A total that lacks incidents says so: they are not counted as 0.
    """
    if row.change is None:
        return ""
    share = "" if row.share is None else f" ({share_of_change_words(row.share)})"
    words = f"{abs(row.change):,} {'more' if row.change > 0 else 'fewer'}{share}" if row.change else "no change"
    return f"{words}, without a figure for {how_many(row.missing, 'incident')}" if row.missing else words


def share_of_change_words(share: float) -> str:
    """A change as per cent with its sign; what is there but rounds to nothing as "under 1 %"."""
    if abs(share) < 0.005:
        return "under 1 %"
    return f"{share * 100:+.0f} %".replace("-", "−")


def policy_words(row: PolicyRow, counted: str) -> str:
    """A policy's figures as hovering says them, with what the policy does."""
    when = "" if (row.last - row.first).days > 366 else f", {period(row).label}"
    return "<br>".join(
        [
            f"{row.policy.label}{when}: {row.figure.counted(counted)}",
            f"{change_words(row)} against the policy that is followed ({row.followed_best or 0:,})",
            row.policy.meaning,
        ]
    )
