import pytest

from incidents.extraction.language import is_readable, recognise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that nine people were killed in the north of the country.", "en"),
        ("El ejército dijo que nueve personas murieron en el norte del país tras un ataque con los rebeldes.", "es"),
        ("L'armée a dit que neuf personnes ont été tuées dans le nord du pays par des hommes armés.", "fr"),
        ("Das Militär teilte mit, dass neun Menschen bei dem Angriff auf die Stadt getötet wurden.", "de"),
        ("Военные сообщили, что девять человек погибли на севере страны.", "ru"),
        ("Військові повідомили, що дев'ять людей загинули на півночі країни.", "uk"),
        ("قال الجيش إن تسعة أشخاص قتلوا في شمال البلاد", "ar"),
        ("Kabul blast", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_told_by_its_script_and_short_words(text, language):
    assert recognise(text) == language


def test_only_english_is_read():
    assert is_readable("en")
    assert not is_readable("fr")


def test_a_text_in_another_language_yields_no_values(found):
    report = found("Военные сообщили, что девять человек погибли на севере страны.")
    assert not report.readable
    assert report.claims == ()
    assert report.event.place is None
