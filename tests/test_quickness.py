"""The bound that every reader of texts is held to, on a quick machine and on a slow one."""

from __future__ import annotations

from time import process_time

from tests.quickness import ends_in, is_quick, is_within, times_slower


def takes(seconds: float) -> None:
    ends = process_time() + seconds
    while process_time() < ends:
        pass


def test_a_reader_that_goes_over_the_text_once_is_quick() -> None:
    assert is_quick(str.split, "", "Two men died. ", "")


def test_a_reader_that_goes_over_the_text_from_each_of_its_places_is_not() -> None:
    assert not is_quick(lambda text: [text.count(" ", at) for at in range(len(text))], "", " ", "")


def test_what_never_ends_is_stopped() -> None:
    assert not is_within(0.05, lambda: takes(60))


def test_a_bound_is_as_many_times_longer_as_a_machine_is_slower() -> None:
    assert ends_in(0.1, lambda: takes(0.25), lambda: 4.0)
    assert not ends_in(0.1, lambda: takes(0.5), lambda: 4.0)


def test_what_is_in_time_does_not_ask_how_slow_the_machine_is() -> None:
    def fail() -> float:
        raise AssertionError

    assert ends_in(0.2, lambda: takes(0.01), fail)


def test_asking_how_slow_the_machine_is_does_not_count() -> None:
    def ask() -> float:
        takes(0.3)
        return 2.0

    assert ends_in(0.1, lambda: takes(0.15), ask)


def test_no_machine_is_quicker_than_the_bound_or_much_slower() -> None:
    assert 1 <= times_slower() <= 8
