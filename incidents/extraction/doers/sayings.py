"""What a group says of the deed, that it did it or that it did not, and what others say: that the group did it.

Told from the words around the group's name, within its sentence. Between the name and the verb may stand who speaks
for it ("a Taliban spokesman, Musa Jan, said"), and an aside between commas ("the group, which fights both, denied it").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from incidents.extraction.rules import load_rules
from incidents.extraction.types import Span

BEFORE, AFTER = 90, 220
"""How many letters before and after a name are read."""


def claims_deed(text: str, span: Span, until: int | None = None) -> bool:
    """Whether a group says, after its name and before the letter `until`, or before its name, that it did it."""
    before, after = _before(text, span), _said_after(text, span, until)
    if _DENIED_BEFORE.search(before):
        return False
    return bool(_saying("claiming").match(after) or _saying("claimed_by").search(before))


def tells_own_deed(text: str, span: Span) -> bool:
    """Whether a group says that "it", or "its fighters", did something violent, or shows it in pictures of its own: of
    armies this is no claim of guilt."""
    after = _said_after(text, span)
    return bool(_saying("self").match(after) or _saying("shown").match(after))


def denies_deed(text: str, span: Span, until: int | None = None) -> bool:
    """Whether a group says that it did not do it, or is named again as the one who does, before the letter `until`."""
    after = _said_after(text, span)
    if _saying("denying").match(after) or _saying("denied_by").search(_before(text, span)):
        return True
    if _WHICH_IT_DENIES.match(after):
        return True
    return bool(_saying("denying_again").match(text[span[1] : until][:AFTER].replace("\n", " ")))


def is_blamed(text: str, span: Span) -> bool:
    """Whether others say that a group did it ("is put down to", "bears the hallmarks of", "is behind the attack")."""
    before, after = _before(text, span), _said_after(text, span)
    if _UNSURE_BEFORE.search(before):
        return False
    on = _saying("blamed_on").search(before)
    if on and not any(words.search(before, 0, on.start()) for words in (_DENIED_BEFORE, _no_longer_before())):
        return True
    return bool(_saying("blamed").match(after) or (_saying("held_before").search(before) and _HELD.match(after)))


_WHICH_IT_DENIES = re.compile(
    r"[^.;]{0,120}?,? (?:which|an? (?:charge|accusation|allegation|claim)|accusations|allegations|charges|something)"
    r"(?: that)? (?:it|they|the (?:group|army|militia|movement|rebels|police|military)) (?:has |have |had )?"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?)(?=[.,;]| (?:in|on)\b|\Z)",
    re.I,
)
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|never|no|nobody|cannot|without|neither|nor)\b|n['’]t)(?:\s[\w'’]{1,20}){0,4}\s?\Z",
    re.I,
)


@cache
def _no_longer_before() -> re.Pattern[str]:
    """ "Initially", "wrongly": what is then said is held no more."""
    return re.compile(rf"\b(?:{_words('no_longer')})\b(?:\s[\w'’]{{1,20}}){{0,4}}\s?\Z", re.I)


_UNSURE_BEFORE = re.compile(
    r"\b(?:whether|if|unclear|rul(?:ed?|es) out|no (?:sign|evidence|proof|indication|suggestion)|doubt(?:s|ed|ful)?|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?)(?:\s[\w'’]{1,20}){0,4}\s?\Z",
    re.I,
)
_HELD = re.compile(
    r"(?:['’]s)?(?: \w{1,20}){0,2}? (?:(?:to be |as )?(?:\w{1,20}ly )?(?:responsible|guilty|answerable)\b|"
    r"for (?:the|this|that|having) (?:\w{1,20} ){0,2}(?:attack|massacre|killings?|murders?|bombing|raid|deaths?))"
)
_SENTENCE_END = re.compile(r"(?<=[\w)\"”’])[.!?][\"”’]?\s(?=[A-Z\"“'‘])|\n\s?\n")


@lru_cache(maxsize=16)  # whether a name claims, denies or is blamed is told by the same words
def _before(text: str, span: Span) -> str:
    """What stands before a name in its sentence."""
    words = text[max(0, span[0] - BEFORE) : span[0]]
    ends = [found.end() for found in _SENTENCE_END.finditer(words)]
    return words[ends[-1] if ends else 0 :].replace("\n", " ")


@lru_cache(maxsize=16)
def _said_after(text: str, span: Span, until: int | None = None) -> str:
    """What stands after a name in its sentence, and before a letter."""
    words = text[span[1] : until][:AFTER]
    end = _SENTENCE_END.search(words)
    return words[: end.start() + 1 if end else None].replace("\n", " ")


@cache
def _saying(table: str) -> re.Pattern[str]:
    if table in ("claimed_by", "denied_by"):
        return re.compile(rf"(?<!\w)(?:{_words(table)})[ ]*$", re.I)
    if table in ("blamed_on", "held_before"):
        return re.compile(rf"\b(?:{_words(table)})(?: {_OF_ITS_PEOPLE}){{0,5}}[ ]*$", re.I)
    if table == "denying_again":
        return re.compile(rf"[^\n]{{0,120}}?[\s,;]{_words('named_again')}{_WHO} (?:{_words('denying')})", re.I)
    if table == "self":
        being, doing = _words("self_being"), _words("self_doing")
        did = rf"{_ADVERBS}(?:had |have |has )?{_ADVERBS}(?:{doing})"
        acts = rf"(?:{did}|(?:was|were|is|are|had been) {_ADVERBS}(?:{being}))"
        return re.compile(rf"{_WHO} {_SAID}\b[^.;]{{0,60}}?[ {_QUOTE}]{_ITSELF} {acts}\b", re.I)
    if table == "claiming":
        return re.compile(rf"(?:(?!{_NO}).){{0,160}}?(?<![\w-])(?:{_words(table)})", re.I)
    return re.compile(rf"{_WHO} (?:{_words(table)})", re.I)


def _words(table: str) -> str:
    rules = load_rules("event_types")
    words = rules["sides"][table]
    joined = words if isinstance(words, str) else "|".join(words)
    terms = rules["terms"] | {"others": [rules["sides"]["others"]]}
    return re.sub(r"<(\w+)>", lambda name: f"(?:{'|'.join(terms[name[1]])})", joined)


_NO = r"\b(?:no|not|never|nobody|none|neither|without|if|whether|unless)\b|n['’]t\b"
_OTHER = r"(?!(?:that|which|who|and|but|while|when|after|before|as|whose)\b)"
_ASIDE = (
    r"(?:, (?:who|which|whose|that|at|an?|the|once|now|known|long|formerly|already|based|active|designated|linked|"
    r"affiliated|allied|blamed|accused|in|on|through|for|speaking|meanwhile|however|too|also|\w{1,12}ing)\b[^.;]{0,140}?,)?"
)
_WHO = (
    rf"(?:['’]s)?(?: \([^)]{{1,30}}\)|\))?{_ASIDE}(?:,? {_OTHER}[\w'’-]+){{0,4}}?{_ASIDE},?"
    rf"(?: (?:on|in|through|over|by) [\w ]{{1,30}}?,?)?"
    rf"(?: (?:rang|called|phoned|telephoned|contacted|wrote to)(?: \w+){{1,5}} (?:to|and))?"
)
"""What may stand between a name and the verb of its saying."""
_SAID = (
    r"(?:said|says?|told|tells|wrote|writes|announced|admitted|acknowledged|confirmed|claimed|claims|boasted|"
    r"declared|stated|reported|added)"
)
_ADVERBS = r"(?:(?:also|now|indeed|later|really|jointly|alone|\w{1,20}ly) ){0,2}"
_QUOTE = '"“”'
_AUXILIARY = r"(?:was|were|is|are|had|has|have)\b"
_ITSELF = (
    rf"(?:it|they|we|he|(?:\w+ of )?(?:its|their|our)(?: own)?(?: (?!{_AUXILIARY})[{_QUOTE}]?\w+[{_QUOTE}]?){{1,3}}?|"
    r"(?:his|her)(?: \w+)? (?:forces|men|fighters|group|movement|troops|guerrillas)|"
    r"the (?:group|movement|organi[sz]ation|militia|faction|guerrillas|mujahideen))"
)
_OF_ITS_PEOPLE = (
    r"(?:the|an?|its|members|fighters|men|elements|gunmen|militants|of|from|presumed|suspected|rival|alleged|local|"
    r"so-called|armed|rebel|group|movement|militia|organi[sz]ation)"
)
