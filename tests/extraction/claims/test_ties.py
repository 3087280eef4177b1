"""Claims are tied within one voice and one people alone."""

from __future__ import annotations

from incidents.vocabulary import Scope, Status


def test_a_figure_of_the_same_voice_tells_of_the_same_people_again(found):
    claims = found("A bomb killed 30 people in Tarn, police said. Eleven men died in the hall, police said.").claims
    assert [(claim.quantity.best, claim.retells) for claim in claims] == [(30, None), (11, 0)]


def test_the_figure_of_another_voice_is_tied_to_nothing(found):
    text = "Police said 4 people died at the gate and another 5 in the yard. The hospital said 7 people were killed."
    claims = found(text).claims
    assert [claim.retells for claim in claims if claim.claimant and claim.claimant.name == "hospital"] == [None]


def test_one_of_the_dead_of_whom_another_voice_tells_is_a_part_and_no_rival(found):
    text = "Police said 9 people were killed in the raid. A woman was among those killed, the hospital said."
    woman = found(text).claims[-1]
    assert (woman.quantity.best, woman.retells, woman.scope) == (1, None, Scope.PART)


def test_who_is_named_among_fighters_is_one_of_them(found):
    judge = found("Troops killed ten militants. Among the slain militants was Hamid Karzan, a judge.").claims[1]
    assert (judge.part_of, judge.victims.status) == (0, Status.UNKNOWN)


def test_civilians_are_no_part_of_the_soldiers(found):
    civilians = found("The raid killed 12 soldiers, including two civilians.").claims[1]
    assert (civilians.part_of, civilians.scope) == (None, Scope.PART)
