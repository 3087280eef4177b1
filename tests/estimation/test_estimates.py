"""Reports of one incident in, estimates out: what is said in several texts becomes one figure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from incidents.estimation.batch import answer_incidents
from incidents.vocabulary import Policy

Report = dict[str, Any]


def told(text: str, *, day: str = "2024-05-02", source: str = "Valley News", **fields: Any) -> Report:
    return {"text": text, "published": day, "source": source, **fields}


def answer(*reports: Report, policy: Policy = Policy.DESK) -> dict[str, Any]:
    (line,) = answer_incidents([json.dumps({"id": "ridge", "reports": reports})], policy=policy)
    return json.loads(line.line)


def killed(*reports: Report, **options: Any) -> tuple[int, int, int]:
    total = answer(*reports, **options)["totals"]["killed"]
    return total["low"], total["best"], total["high"]


def estimate_of(found: dict[str, Any], measure: str, actor: str | None = None) -> dict[str, Any]:
    (one,) = [
        each
        for each in found["estimates"]
        if each["measure"] == measure and each["population"]["actor"] == actor and each["population"]["group"] is None
    ]
    return one


def test_an_answer_has_the_shape_of_the_contract() -> None:
    found = answer(told("Four people were killed in Baro, the mayor said."))
    assert found == {
        "id": "ridge",
        "estimates": [
            {
                "measure": "killed",
                "population": {"actor": None, "status": "unknown", "group": None},
                "low": 4,
                "best": 4,
                "high": 4,
                "open_upper": False,
                "claimed": None,
                "flags": [],
                "origins": 1,
                "reports": 1,
                "why": "One voice counts people killed: mayor (4). It is neutral.",
            }
        ],
        "totals": {"killed": {"low": 4, "best": 4, "high": 4}},
    }


def test_an_incident_without_figures_has_no_totals() -> None:
    assert answer(told("The road to Baro was closed."))["totals"] == {}
    assert answer()["estimates"] == []


def test_losses_without_a_figure_are_unknown_and_no_total() -> None:
    found = answer(told("The Defence Ministry said its soldiers suffered casualties."))
    assert found["totals"] == {}
    assert any(each["best"] is None and each["flags"] == ["unquantified"] for each in found["estimates"])


def test_people_told_of_one_by_one_add_up() -> None:
    text = "A man was shot dead in his car on Monday. Another man died in hospital a day later."
    assert killed(told(text)) == (2, 2, 2)


def test_people_of_different_kinds_told_of_one_by_one_add_up() -> None:
    text = "A woman was shot dead in her car on Monday. Another man was also killed."
    assert killed(told(text)) == (2, 2, 2)


def test_an_update_of_one_origin_replaces_what_it_said_before() -> None:
    first = told("Two people were killed in Baro, the hospital said.", source="Radio Baro")
    later = told("Five people were killed in Baro, the hospital said.", day="2024-05-03")
    assert killed(first, later) == (5, 5, 5)


def test_a_publisher_replaces_its_own_figure() -> None:
    assert killed(
        told("Two people were killed in Baro."), told("Three people were killed in Baro.", day="2024-05-03")
    ) == (3, 3, 3)


def test_reports_that_quote_one_voice_have_one_vote() -> None:
    quoting = [told("Nine people were killed, police said.", source=f"Outlet {n}") for n in range(4)]
    found = answer(*quoting, told("Six people were killed.", source="Radio Baro"))
    assert estimate_of(found, "killed")["origins"] == 2
    assert found["totals"]["killed"] == {"low": 6, "best": 6, "high": 9}


def test_the_police_speak_with_one_voice_whatever_they_are_called() -> None:
    found = answer(
        told("Two people were killed, Springfield police said.", source="Radio Baro"),
        told("Three people were killed, Police Chief Ana Ruiz said.", day="2024-05-03"),
    )
    assert found["totals"]["killed"] == {"low": 3, "best": 3, "high": 3}
    assert estimate_of(found, "killed")["origins"] == 1


def test_the_later_of_two_figures_of_one_day_is_known_by_the_hour() -> None:
    morning = told("Two people were killed, police said.", day="2024-05-02T08:00:00Z", source="Radio Baro")
    evening = told("Four people were killed, police said.", day="2024-05-02T19:00:00Z")
    assert killed(evening, morning) == (4, 4, 4)


def test_without_dates_the_later_in_the_list_is_the_later() -> None:
    first, later = told("Two people were killed, police said."), told("Four people were killed, police said.")
    del first["published"], later["published"]
    assert killed(first, later) == (4, 4, 4)


def test_one_victim_named_later_does_not_lower_the_toll() -> None:
    first = told("Three people were killed, police said.", source="Radio Baro")
    later = told("A teacher was killed in the attack, police said.", day="2024-05-03")
    assert killed(first, later)[1] == 3


def test_a_victim_named_in_full_and_in_short_is_one() -> None:
    first = told("Ines Paula Moro was killed in Baro on Monday.", source="Radio Baro")
    later = told("Ines Moro was killed in Baro on Monday.", day="2024-05-03")
    assert killed(first, later) == (1, 1, 1)


def test_a_gunman_is_not_counted_among_his_victims() -> None:
    text = "A gunman opened fire in a market, killing five people. The gunman was also killed by police."
    assert killed(told(text)) == (5, 5, 5)


def test_what_a_side_publishes_of_its_enemy_is_a_party_claim() -> None:
    text = "Afghan National Army soldiers attacked Taliban positions. Twenty Taliban fighters were killed."
    by_the_army = answer(told(text, affiliation="Afghan National Army", source="Army press office"))
    assert estimate_of(answer(told(text)), "killed", "Taliban")["flags"] == []
    assert estimate_of(by_the_army, "killed", "Taliban")["flags"] == ["party_claim_only"]


def test_another_policy_answers_otherwise() -> None:
    high, low = told("Nine people were killed.", source="Radio Baro"), told("Six people were killed.", day="2024-05-01")
    assert killed(low, high, policy=Policy.LATEST) == (9, 9, 9)
    assert killed(low, high, policy=Policy.LOWEST) == (6, 6, 9)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Nine people were killed. The nine people were killed at dawn, police said.", 9),
        ("Six people were killed. Another two people were killed in a second village.", 8),
        ("Seven civilians were killed in two attacks. Four were killed in Baro and three civilians died in Kuto.", 7),
        ("103 civilians and 14 soldiers were killed.", 117),
        ("Ten people were killed. The death toll later rose to 12.", 12),
        ("Six people were killed, police said. The four men who were killed were the targets, said Capt. Ruiz.", 6),
    ],
)
def test_a_report_alone_comes_to_its_own_tally(found: Callable[..., Any], text: str, total: int) -> None:
    assert found(text).totals["killed"].best == total
    assert killed(told(text))[1] == total


def test_a_later_toll_of_another_voice_rivals_the_first_and_does_not_replace_it() -> None:
    text = "Police said ten people were killed. The hospital said later the death toll had risen to 12."
    assert killed(told(text)) == (10, 10, 12)


def test_numbers_stand_where_the_people_killed_are_told_in_a_word_alone() -> None:
    text = (
        "An attack by Taliban militants on the Afghan city of Kunduz killed dozens of people, officials said. At least "
        "40 Taliban fighters were killed, according to Afghan security officials. The Afghan interior ministry said "
        "that 52 Taliban fighters were killed. Afghan security forces also suffered casualties, the ministry said. "
        "Doctors were not harmed, it added."
    )
    found = answer(told(text, day="2019-09-01"))
    assert found["totals"]["killed"] == {"low": 40, "best": 40, "high": 52}
    assert estimate_of(found, "killed")["flags"] == ["party_claim_only"]
    assert estimate_of(found, "casualties", "Afghan security forces")["flags"] == ["unquantified"]


BORDER_TOWN = (
    "Zaranj - Officials said dozens of people were killed in fighting in the border town of Zaranj on Saturday.\n\n"
    "At least 41 Taliban fighters were killed, security officials said. The Defence Ministry said that Afghan security "
    "forces also suffered casualties.\n\n"
    "The Interior Ministry said 63 Taliban fighters had been killed."
)


def test_those_who_attacked_are_people_and_a_word_yields_to_their_numbers() -> None:
    found = answer(told(BORDER_TOWN))
    assert found["totals"]["killed"] == {"low": 41, "best": 41, "high": 63}
    people, taliban = estimate_of(found, "killed"), estimate_of(found, "killed", "Taliban")
    assert people["flags"] == taliban["flags"] == ["party_claim_only"]
    assert (taliban["low"], taliban["best"], taliban["high"]) == (41, 41, 63)


def test_the_roll_up_counts_a_bomber_among_people_where_the_tally_counts_victims(found: Callable[..., Any]) -> None:
    text = "Six passengers and a suicide bomber were killed."
    assert found(text).totals["killed"].best == 6
    assert killed(told(text))[1] == 7


ROUND_UP = "A mine killed four soldiers in Gao on Tuesday. In Mopti, gunmen shot dead nine herders."


def test_of_a_round_up_only_the_incident_counts_that_other_reports_tell_of() -> None:
    assert killed(told("Four soldiers were killed by a mine in Gao on Tuesday."), told(ROUND_UP, source="Wire")) == (
        4,
        4,
        4,
    )


def test_the_figures_of_a_round_up_alone_are_added_up() -> None:
    assert killed(told(ROUND_UP)) == (13, 13, 13)
