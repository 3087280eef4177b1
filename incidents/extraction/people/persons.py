"""People told of one by one, with their ages: "Omar Diallo, 41, his wife Awa (38) and a nine-year-old girl".

Read along the line of words: such rows confuse parsers, and their numbers count nobody. A row has one age at least. A
place, a body or a person who speaks is no member of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.parsed import keep_once, lower_words
from incidents.extraction.people.numerals import Numerals
from incidents.extraction.people.words import is_not_people, is_person_noun, sex_of, titles
from incidents.extraction.rules import load_rules, rule_words

OLDEST = 115
LONGEST_NAME = 7
LONGEST_PHRASE = 9
LONGEST_ASIDE = 7
LONGEST_CLAUSE = 14
# In words: how far before an age its row may begin.
LONGEST_REACH = 30
POSSESSIVES = {"his", "her", "their", "its"}
INDEFINITE = {"a", "an", "another", "one"}
# "Unidentified male": persons of a list whose names nobody knows.
NAMELESS = {"unidentified", "unnamed", "unknown"}
DETERMINERS = {*POSSESSIVES, *INDEFINITE, *NAMELESS, "the"}
AGED = {"aged", "age"}
SEXES = {"f", "m", "female", "male"}
# "A boy, approx. 12": a guess at an age.
NEARLY = {"approx", "approx.", "approximately", "about", "around", "circa", "ca", "ca.", "c.", "est", "est.", "~"}
YEARS, MONTHS = {"year", "years", "yr", "yrs"}, {"month", "months", "week", "weeks", "day", "days"}
CLOSINGS = {",", ".", ";", ")", "]", "and", "&", "-", "–", "—", ":"}
NO_NAME = {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PUNCT", "NUM", "PART", "VERB", "SPACE", "ADV"}
PLACES = {"GPE", "LOC", "FAC"}
NO_PERSONS = {*PLACES, "ORG", "NORP", "DATE", "TIME", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"}
WHERE = {"in", "at", "near", "to", "from", "around", "outside", "inside", "on", "through", "between", "across"}
QUOTES = {'"', "“", "”"}
NOTES = {"*", "†", "‡"}
BULLETS = {"-", "–", "—", "*", "•", "·", "‣", "●", "▪", "◦"}


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One person at tokens [start, end): `head` and `noun` are the name's last word and the word for who it is, or one
    of them for both. `name` and `ages` are tokens [start, end); `kin` is the word that ties it to another person."""

    head: Token
    noun: Token
    start: int
    end: int
    name: tuple[int, int] | None = None
    age: int | None = None
    ages: tuple[int, int] | None = None
    kin: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """People joined on one line or one below the other: tokens [start, end), with what is said of the last."""

    people: tuple[PersonMention, ...]
    start: int
    end: int


class Rows:
    """The rows of one document, by token."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._by_token = {i: row for row in rows for i in range(row.start, row.end)}
        self.ages = {i for row in rows for person in row.people if person.ages for i in range(*person.ages)}

    def at(self, i: int) -> Row | None:
        """The row that covers token i."""
        return self._by_token.get(i)

    def before(self, token: Token) -> Row | None:
        """The row that ends right before a token, commas and closing brackets apart."""
        i = token.i - 1
        while i > 0 and token.doc[i].text in {",", ")", "-", "–", "—"} and i not in self._by_token:
            i -= 1
        return self._by_token.get(i)


@cache
def _words_of_harm() -> frozenset[str]:
    rules = load_rules("casualties")
    rows = [row for kind in ("verb", "subject_verb", "phrase") for row in rules[kind]]
    return frozenset({"dead", "survive", "say"}.union(*(row["lemmas"] for row in rows)))


def rows_of_people(doc: Doc) -> Rows:
    """The rows of people of a document, found once."""
    return keep_once(doc, "rows of people", lambda: Rows(tuple(_Reader(doc).rows())))


def row_from(i: int, doc: Doc) -> Row | None:
    """The row that starts at a token, of names too that have no ages: for a place where only people can be listed."""
    return _Reader(doc).row(i, named=True)


def person_before(i: int, doc: Doc) -> Token | None:
    """The first word for the person whose words end before a token: "mayor" of "the mayor, Ada Obi, and"."""
    reader = _Reader(doc)
    for start in range(max(doc[i - 1].sent.start, i - LONGEST_REACH // 2), i):
        row = reader.row(start, named=True)
        if row is not None and row.end == i and len(row.people) == 1:
            told = row.people[0]
            return told.noun if told.noun.i < told.head.i else told.head
    return None


def name_at(i: int, doc: Doc) -> tuple[int, int] | None:
    """The tokens of the personal name that starts at a token."""
    found = _Reader(doc).name(i)
    return found if found and any(token.ent_type_ not in PLACES for token in doc[slice(*found)]) else None


class _Reader:
    """Reads the rows of one document over its lower-case words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = lower_words(doc)
        self.numerals = Numerals(doc)

    def rows(self) -> Iterator[Row]:
        done = 0
        for i in range(len(self.doc)):
            if i < done or not self._may_be_age(i):
                continue
            row = self._around(i, done)
            if row is not None:
                done = row.end
                yield row

    def _may_be_age(self, i: int) -> bool:
        word = self.lower[i]
        if not (word in self.numerals.words or (word.isdecimal() and int(word) <= OLDEST)):
            return False
        before = self.lower[self._before_guess(i) - 1] if i else ""
        years = self.lower[i + 1 : i + 3]
        return before in {",", "/", "(", "[", *AGED} or (years[:1] == ["-"] and years[1] in YEARS | MONTHS)

    def _before_guess(self, i: int) -> int:
        """The first token of "approx. 50", or the number itself."""
        i -= self._is(i - 1, {"."}) and self._is(i - 2, NEARLY)
        return i - self._is(i - 1, NEARLY)

    def _around(self, age: int, done: int) -> Row | None:
        """The longest row that covers a number as an age."""
        first = max(done, age - LONGEST_REACH)
        for i in range(age - 1, first - 1, -1):
            if self.lower[i] in AGED:
                continue
            if self.doc[i].pos_ in {"VERB", "AUX"} or self.lower[i] in {".", ":", *WHERE, "by", "of", "with"}:
                first = i + 1
                break
        if self.lower[first - 1 : first] == ["to"] and self.lower[first - 2 : first - 1] == ["according"]:
            return None if first == age else self._first_of(range(first + 1, age), age)
        return self._first_of(range(first, age), age)

    def _first_of(self, starts: Sequence[int], age: int) -> Row | None:
        for i in starts:
            opens = self.lower[i] in DETERMINERS or self._may_open_name(i) or self._is_kin_in_plural(self.doc[i])
            if opens or self._years_old(i) is not None:
                row = self.row(i)
                if row is not None and any(p.ages is not None and p.ages[0] <= age < p.ages[1] for p in row.people):
                    return row
        return None

    def row(self, first: int, *, named: bool = False) -> Row | None:
        """The row that starts at a token, if it is one."""
        people: list[PersonMention] = []
        i = end = first
        closed = False
        while i < len(self.doc):
            at, kin = self._past_heading(i)
            person = self._person(at, bool(people))
            if person is None or (at > i and person.name is None):
                break
            if not people and person.age is None and not named and not self._may_open_row(person):
                return None
            if not self._may_follow(person, people, closed) or (named and not self._is_surely_person(person)):
                break
            person = replace(person, kin=person.kin or kin)
            end, noun = self._past_description(person, closed)
            people.append(replace(person, noun=noun, end=end))
            i, closed = self._past_separator(end)
            if i == end:
                break
        people = self._without_speaker(people, end)
        if not people or not self._are_people(people, first, named):
            return None
        return Row(tuple(people), people[0].start, people[-1].end)

    # One person

    def _person(self, i: int, follows: bool) -> PersonMention | None:
        start = i
        noun: Token | None = None
        age: tuple[int, int, int] | None = None
        if i < len(self.doc) and self.lower[i] in DETERMINERS:
            phrase = self._phrase(i)
            if phrase is None:
                return None
            noun, age, i = phrase
        else:
            if (age := self._years_old(i)) is not None:
                i = age[2]
            while i + 1 < len(self.doc) and self._is_role(i):
                noun, i = self.doc[i], i + 1
        name = self.name(i + self._is(i, {"named", "called"}))
        if name is not None and self._is_nationality(name):
            noun, name, i = self.doc[i], None, i + 1  # "a 23-year-old Iraqi, Ali Hadi"
        if name is None and noun is not None and self._is(i, {","}):
            told = self._years_old(i + 1) if age is None else None
            name = self.name(told[2] if told else i + 1)
            closed = name is not None and (told is not None or self._is(name[1], {",", "(", ";"}))
            if name is None or not closed or (age is not None and self._age_after(name[1]) is not None):
                name = None
            else:
                age = told or age
        if name is None and (noun is None or self.lower[start] not in DETERMINERS):
            return None
        i = name[1] if name else i
        if age is None and (aged := self._age_after(i, strictly=not follows)) is not None:
            years, first, last, role, end = aged
            sexes = {sex_of(noun), sex_of(self.doc[role])} if noun and role is not None else set()
            if len(sexes - {""}) < 2:  # "the boy, an eight-year-old girl" are two
                age, i = (years, first, last), end
                noun = self.doc[role] if noun is None and role is not None else noun
        head = self.doc[name[1] - 1] if name else noun
        if head is None:
            return None
        noun = noun or head
        kin = noun.lemma_.lower() if noun.lemma_.lower() in rule_words("victims", "kin", "nouns") else ""
        return PersonMention(
            head, noun, start, i, name, age[0] if age else None, (age[1], age[2]) if age else None, kin
        )

    def _is_nationality(self, name: tuple[int, int]) -> bool:
        """Whether a single word behind an age or a role tells whose citizen somebody is, and no name."""
        first, end = name
        return end == first + 1 and first > 0 and self.lower[first - 1] == "old" and self.doc[first].ent_type_ == "NORP"

    def _phrase(self, i: int) -> tuple[Token, tuple[int, int, int] | None, int] | None:
        """The noun of "a 41-year-old baker" or "his late wife", its age (as `_number` gives it), and its end."""
        age: tuple[int, int, int] | None = None
        noun: Token | None = None
        k = i + 1
        while k < min(i + LONGEST_PHRASE, len(self.doc)):
            if age is None and (age := self._years_old(k)) is not None:
                k = age[2]
                noun = self.doc[k - 1] if self.lower[k - 1] == "old" else noun
                continue
            token = self.doc[k]
            plural = token.tag_ in {"NNS", "NNPS"}
            told = is_person_noun(token) or (age is not None and not token.lower_.endswith("ing"))
            within = token.pos_ in {"ADJ", "NOUN", "PROPN"} or self.lower[k] in {"-", "'s"}
            if token.pos_ == "NOUN" and not plural and told:
                noun = token
            elif not within or (noun is not None and (token.pos_ == "PROPN" or plural)):
                break
            k += 1
        if noun is None or is_not_people(noun) or (age is None and not is_person_noun(noun)):
            return None
        last = noun.i + 1
        return (noun, age, last) if last == k or self.name(last) else None

    def _is_role(self, i: int) -> bool:
        """A word for who somebody is before the name: "farmer Omar Diallo", "brother Ali"."""
        token = self.doc[i]
        if token.pos_ != "NOUN" or token.tag_ != "NN" or not is_person_noun(token):
            return False
        return self.name(i + 1) is not None or self._is_role(i + 1)

    def name(self, i: int) -> tuple[int, int] | None:
        """The tokens of a personal name that starts at a token."""
        if i >= len(self.doc) or not self._may_open_name(i) or self._is_place_after(i):
            return None
        k = i
        while k < min(i + LONGEST_NAME, len(self.doc)):
            token = self.doc[k]
            particle = self.lower[k] in titles("particles") and k + 1 < len(self.doc)
            joint = token.text in {"'", "’", "-"} and k + 1 < len(self.doc) and not token.whitespace_ and k > i
            if joint or self._is_name_word(token) or (particle and (k > i or token.text[:1].isupper())):
                k += 1
            elif token.text in QUOTES and k > i and self._is(k + 2, QUOTES):
                k += 3  # Leroy "LJ" Friedel
            else:
                break
        while k > i and self.doc[k - 1].text not in QUOTES and not self.doc[k - 1].text[-1:].isalpha():
            k -= 1
        return (i, k) if k > i and (k == len(self.doc) or self.doc[k].tag_ != "POS") else None

    def _may_open_name(self, i: int) -> bool:
        token = self.doc[i]
        if not self._is_name_word(token):
            return False
        return not token.is_sent_start or token.pos_ in {"PROPN", "NOUN", "ADJ", "X"}

    def _is_place_after(self, i: int) -> bool:
        """ "On the South Side, a 40-year-old man": a name behind such words is none of a person."""
        before = self.lower[i - 1] if i else ""
        within = i > 0 and self._is_name_word(self.doc[i - 1])
        return within or before == "the" or (before in WHERE and self.doc[i].ent_type_ != "PERSON")

    def _is_name_word(self, token: Token) -> bool:
        if not token.text[:1].isupper() or not token.text[:1].isalpha() or token.ent_type_ in {"DATE", "TIME"}:
            return False
        if token.lower_ in rule_words("quantities", "months", "names") or token.lower_ in self.numerals.words:
            return False
        if token.lower_ in NAMELESS:
            return False
        if self._is_kin_in_plural(token):
            return False
        if token.pos_ not in NO_NAME or token.ent_type_ == "PERSON":
            return True
        before_age = self._is(token.i + 1, {",", "("}) and self._number(token.i + 2) is not None
        return before_age and not token.is_sent_start

    def _is_kin_in_plural(self, token: Token) -> bool:
        """ "Siblings Ana and Juan Paz", which taggers take for a name."""
        return token.lower_.endswith("s") and token.lower_[:-1] in rule_words("victims", "kin", "nouns")

    # Ages

    def _age_after(self, i: int, *, strictly: bool = True) -> tuple[int, int, int, int | None, int] | None:
        """The age set off after a name or noun: years, its first token and the one after, a noun told with it, and the
        token where the words of the person end."""
        opening = self.lower[i] if i < len(self.lower) else ""
        if opening in AGED:
            number = self._number(i + 1)
            return (*number, None, number[2]) if number else None
        if opening in {"(", "["}:
            at = self._past_sex(i) + 1
            at += self._is(at, AGED)
            number = self._number(at)
            if number is None or not self._closes(number[2]):
                return None
            closing = next((k for k in range(number[2], number[2] + LONGEST_ASIDE) if self._is(k, {")", "]"})), None)
            if closing is None:
                return None
            role = next((k for k in range(closing - 1, number[2], -1) if is_person_noun(self.doc[k])), None)
            return (*number, role, closing + 1)
        if opening != ",":
            return None
        i = self._past_sex(i)
        if self._is(i + 1, INDEFINITE) and (phrase := self._phrase(i + 1)) is not None and phrase[1] is not None:
            return (*phrase[1], phrase[0].i, phrase[2])
        number = self._number(i + 2 if self._is(i + 1, AGED) else i + 1)
        if number is None:
            return None
        end = number[2]
        verb = end < len(self.doc) and self.doc[end].pos_ in {"VERB", "AUX"} and not strictly
        return (*number, None, end) if self._closes(end) or verb else None

    def _past_sex(self, i: int) -> int:
        """The mark before the age of "Rana Saleh, F, 41" and "Ali Saleh (M/9)", where `i` is the one after the name."""
        return i + 2 if self._is(i + 1, SEXES) and self._is(i + 2, {",", "/"}) else i

    def _number(self, i: int) -> tuple[int, int, int] | None:
        """The age of 0 to 115 years that starts at a token: years, first token, the one after."""
        first = i
        i += self._is(i, NEARLY) and 1 + self._is(i + 1, {"."})
        found = self.numerals.at(i)
        if found is None:
            return None
        years, end = found.number, found.end
        if self._is(end, YEARS | MONTHS):
            years = years if self._is(end, YEARS) else 0
            end += 2 if self._is(end + 1, {"old"}) else 1
        return (years, first, end) if years <= OLDEST else None

    def _years_old(self, i: int) -> tuple[int, int, int] | None:
        """The age of "41-year-old", "four month old": years, first token, the one after."""
        number = self._number(i)
        if number is None:
            return None
        years, _, k = number
        if k > i + 1 and self.lower[k - 1] == "old":
            return years, i, k
        k += self._is(k, {"-"})
        if not self._is(k, YEARS | MONTHS):
            return None
        years = years if self._is(k, YEARS) else 0
        k += 1 + self._is(k + 1, {"-"})
        return (years, i, k + 1) if self._is(k, {"old"}) else None

    def _closes(self, i: int) -> bool:
        if self._is(i, {"-"}) and self._is(i + 1, YEARS | MONTHS):
            return False
        return i >= len(self.doc) or self.lower[i] in CLOSINGS or "\n" in self.doc[i].text

    def _is(self, i: int, words: Sequence[str] | set[str] | frozenset[str]) -> bool:
        return 0 <= i < len(self.lower) and self.lower[i] in words

    # What stands between people

    def _past_heading(self, i: int) -> tuple[int, str]:
        """The first name after "their children" or "two brothers:", and what its people are to the others."""
        for k in range(i, min(i + LONGEST_ASIDE, len(self.doc) - 1)):
            token = self.doc[k]
            if self._is_kin_in_plural(token) or (token.tag_ == "NNS" and is_person_noun(token)):
                at = k + 1 + (self.lower[k + 1] in {",", ":"})
                kin = token.lower_[:-1] if self._is_kin_in_plural(token) else ""
                return (at, kin) if self.name(at) else (i, "")
            if self.lower[k] not in DETERMINERS | set(self.numerals.words) and token.pos_ not in {"ADJ", "NUM"}:
                break
        return i, ""

    def _past_description(self, person: PersonMention, closed: bool) -> tuple[int, Token]:
        """Where the words end that tell more of a person (", of Cali", ", a nurse,", ", farmer"), and who it is."""
        end, noun = person.end, person.noun
        while True:
            end += self._is(end, NOTES) and not self.doc[end - 1].whitespace_
            at = end + self._is(end, {","})
            past = self._past_aside(at, person, closed) if person.name or at > end else None
            if past is None:
                return end, noun
            end, told = past
            noun = told if told is not None and noun is person.head else noun

    def _past_aside(self, at: int, person: PersonMention, closed: bool) -> tuple[int, Token | None] | None:
        if at >= len(self.doc):
            return None
        if self.lower[at] in {"of", "from"}:
            past = self._past_where_from(at)
            return (past, None) if past is not None else None
        if at == person.end and self.lower[at] in {"(", "["}:
            last = next((k for k in range(at, at + LONGEST_ASIDE) if self._is(k, {")", "]"})), None)
            return (last + 1, None) if last is not None else None
        if at > person.end and self.lower[at] == "who":
            past = self._past_clause(at)
            return (past, None) if past is not None else None
        if person.name is None or at == person.end:
            return None
        phrase: tuple[Token, tuple[int, int, int] | None, int] | None = None
        if self._is(at, {"a", "an", "the"}) or (closed and self._is(at, POSSESSIVES)):
            phrase = self._phrase(at)
        elif self.doc[at].pos_ == "NOUN" and is_person_noun(self.doc[at]) and self.doc[at].tag_ == "NN":
            phrase = self.doc[at], None, at + 1
        if phrase is None or phrase[1] is not None:
            return None
        noun, _, end = phrase
        if self._is(end, {"of", "from", "at", "with", "for", "in"}):
            end = self._past_where_from(end) or end
        elif self._is(end, {"and"}) and self.doc[min(end + 1, len(self.doc) - 1)].pos_ in {"NOUN", "NUM"}:
            end = min(end + 2, len(self.doc))  # "a farmer and father of four"
            while end < len(self.doc) and not self._closes(end) and self.doc[end].pos_ in {"NUM", "NOUN", "ADP"}:
                end += 1
        if self._age_after(end) or self.name(end) or not (self._closes(end) or self.doc[end].pos_ == "AUX"):
            return None
        return end, noun

    def _past_clause(self, i: int) -> int | None:
        """The comma after ", who was celebrating his birthday,", which tells of no harm."""
        for k in range(i + 1, min(i + LONGEST_CLAUSE, len(self.doc))):
            if self.lower[k] == ",":
                return k
            if self.lower[k] in CLOSINGS - {"and", "-"} or self.doc[k].lemma_.lower() in _words_of_harm():
                return None
        return None

    def _past_where_from(self, i: int) -> int | None:
        """The token after "of Cali", "of the newspapers Sur and El Norte", "of Mexican television"."""
        for k in range(i + 1, min(i + 2 * LONGEST_ASIDE, len(self.doc))):
            name = self.name(k + 1) if self._is(k, {"and"}) else None
            if name is not None and self._age_after(name[1]) is None:
                continue
            if self._closes(k) or self.doc[k].pos_ in {"AUX", "VERB"}:
                return k
        return None

    def _past_separator(self, i: int) -> tuple[int, bool]:
        """The token after commas, "and", line ends and bullets, and whether "and" is among them; i where none is."""
        k = i
        closed = line = False
        while k < len(self.doc):
            word = self.lower[k]
            fresh = line or "\n" in self.doc[k - 1].text if k else True
            if "\n" in self.doc[k].text:
                line = True
            elif word in {"and", "&"}:
                closed = True
            elif word in {",", ";"} or (word in BULLETS and (fresh or not self.doc[k].whitespace_)):
                pass
            elif fresh and word.rstrip(".)").isdecimal() and (word[-1] in ".)" or self._is(k + 1, {".", ")"})):
                k += word[-1] not in ".)"
            elif not (line and self.doc[k].is_space):
                break
            k += 1
        return k, closed

    # Whether they are people, and together

    def _may_open_row(self, person: PersonMention) -> bool:
        """Whether a person of no age may be the first: no place before the names of people."""
        before = self.lower[person.start - 1] if person.start else ""
        if before in WHERE:
            return False
        if person.name is None:
            return True
        follows = self.lower[person.end + 1 : person.end + 2] if self._is(person.end, {",", "and"}) else []
        words = self.doc[slice(*person.name)]
        return any(word.ent_type_ == "PERSON" for word in words) or bool(follows and follows[0] in POSSESSIVES)

    def _may_follow(self, person: PersonMention, people: Sequence[PersonMention], closed: bool) -> bool:
        """Whether somebody belongs to a row: a bare phrase without an age only where kin or "and" ties it to others."""
        if not people or person.age is not None or person.kin:
            return True
        if person.name is None:
            return closed or self.lower[person.start] in INDEFINITE | POSSESSIVES
        return all(word.ent_type_ not in NO_PERSONS for word in self.doc[slice(*person.name)])

    def _without_speaker(self, people: list[PersonMention], end: int) -> list[PersonMention]:
        """The people but for a last one who says so: "..., his brother Isa, 38, said"."""
        at = end + self._is(end, {","})
        speaks = at < len(self.doc) and self.doc[at].lemma_.lower() in rule_words("attribution", "verbs", "reporting")
        return people[:-1] if speaks and self.doc[at].tag_ in {"VBD", "VBZ", "VBP"} else people

    def _are_people(self, people: Sequence[PersonMention], first: int, named: bool) -> bool:
        """Whether a row is none of places with their numbers: "Kyiv (12), Kharkiv (8)"."""
        if not named and all(person.age is None for person in people):
            return False
        sure = [person for person in people if self._is_surely_person(person)]
        doubtful = [person for person in people if self._is_doubtful(person)]
        after_where = first > 0 and self.lower[first - 1] in WHERE
        return bool(sure) and len(doubtful) * 2 <= len(people) and not (after_where and doubtful)

    def _is_surely_person(self, person: PersonMention) -> bool:
        if person.name is None or person.noun is not person.head:
            return True
        words = self.doc[slice(*person.name)]
        return len(words) > 1 or any(word.ent_type_ == "PERSON" for word in words)

    def _is_doubtful(self, person: PersonMention) -> bool:
        if person.name is None or person.noun is not person.head:
            return False
        words = self.doc[slice(*person.name)]
        return all(word.ent_type_ in NO_PERSONS for word in words if word.text.isalpha())
