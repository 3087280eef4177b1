import pytest

from incidents.extraction.rules import FOLDER, RuleFileError, check_rows, check_tables, load_rules


def test_an_unknown_table_is_refused_by_name():
    with pytest.raises(RuleFileError, match="unknown tables \\['typo'\\]"):
        check_tables("sample", {"words": {}, "typo": {}}, {"words"})


def test_a_lacking_table_is_refused_by_name():
    with pytest.raises(RuleFileError, match="lacks \\['words'\\]"):
        check_tables("sample", {}, {"words"})


def test_a_rules_file_is_read_by_its_name():
    assert load_rules("quantities")["words"]["seven"] == 7


def test_an_unknown_key_of_a_row_is_refused_by_name():
    with pytest.raises(RuleFileError, match=r"rules/sample\.toml: unknown key lattitude"):
        check_rows("sample", [{"name": "Somewhere"}, {"name": "Elsewhere", "lattitude": 1.0}], {"name", "latitude"})


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_no_word_stands_twice_in_one_list(name):
    assert [told for told in lists_of(load_rules(name)) if len(told) > len(set(told))] == []


def lists_of(table):
    """Every list of words in the tables of a rules file."""
    for value in table.values():
        if isinstance(value, dict):
            yield from lists_of(value)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield value
