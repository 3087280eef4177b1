"""Losses that the words around them take back, call false or outlive, read along the line: the parse is poor there.

"Dismissed claims that seven were killed", "withdrew its statement that eight had died", "wrongly reported that five
were killed", "two men feared dead were found alive".
"""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Token

from incidents.extraction.parsed import lower_text

Verdict = Literal["denied", "taken-back", "in-error", "contrary", "alive", "averted", "taken-for-granted"]
"""What the words make of a loss: somebody denies it, it is no fact, or it is one although something else is denied."""

REACH = 200
"""How many characters before and after the word of loss are read."""

_ACCOUNTS = (
    r"(?:claims?|reports?|rumou?rs?|allegations?|statements?|assertions?|announcements?|figures?|tolls?|suggestions?|"
    r"accounts?|stor(?:y|ies)|news|tally|posts?)"
)
_NO_NEW_CLAUSE = (
    r"(?:(?!\b(?:but|and said|said|says|while|after|although|when|following|who|which|because|by)\b)[^.;:,\"”]){0,70}"
)
_OF_ACCOUNTS = rf"\b[^.;:,]{{0,50}}?\b{_ACCOUNTS}\b[^.;:,]{{0,30}}?\b(?:that|of)\b{_NO_NEW_CLAUSE}\Z"

_DENIED_ACCOUNTS = re.compile(
    r"\b(?:dismiss(?:ed|es)?|refut(?:ed?|es)|reject(?:ed|s)?|den(?:y|ied|ies)|debunk(?:ed|s)?|rubbish(?:ed|es))"
    rf"{_OF_ACCOUNTS}"
)
_ACCOUNTS_TAKEN_BACK = re.compile(
    r"\b(?:with(?:drew|draws?|drawn)|retract(?:ed|s)?|recant(?:ed|s)?|rescind(?:ed|s)?|t(?:ook|akes|aken) back)"
    rf"{_OF_ACCOUNTS}"
    rf"|\bapologi[sz](?:ed|es|ing) for (?:saying|reporting|announcing|claiming|stating|writing)\b{_NO_NEW_CLAUSE}\Z"
)
_CONTRARY_TO_ACCOUNTS = re.compile(rf"\bcontrary to{_OF_ACCOUNTS}")
_SAID_IN_ERROR = re.compile(
    r"\b(?:wrongly|mistakenly|erroneously|falsely|incorrectly) "
    rf"(?:said|reported|stated|announced|declared|listed|claimed|put|gave|counted)\b{_NO_NEW_CLAUSE}\Z"
    r"|\b(?:earlier|previous|original) (?:version|edition) of (?:this|the|our) (?:story|article|report|dispatch|text)\b"
    rf"[^.;:]{{0,60}}?\b(?:said|stated|reported|gave|put)\b{_NO_NEW_CLAUSE}\Z"
)
_DECLARED_SO = re.compile(
    r"\b(?:feared|presumed|believed|reported|reportedly|declared|thought|assumed|listed|announced|pronounced|rumou?red)"
    r"(?: as| to (?:be|have been|have))?\s?\Z"
)
_BY_MISTAKE = re.compile(r"\A ?(?:by mistake|in error|mistakenly|wrongly|erroneously|incorrectly)\b")
_OUTLIVED = re.compile(
    r"\A(?:(?!\b(?:and|while|others?|some|several|one|two|three|four|five|six)\b|\d)[^.;]){0,90}?"
    r"\b(?:(?:is|are|was|were|turned up|found|discovered|rescued|surfaced|reappeared|emerged)"
    r"(?: \w{2,12}){0,2}? (?:alive|unharmed|safe|recovering)|but survived|had survived)\b(?! or dead)"
)
_AVERTED = re.compile(r"\A[^.;,]{0,40}?\b(?:was|were|has been|have been) (?:\w{2,12} )?(?:prevented|averted|avoided)\b")
_CALLED_WRONG = re.compile(
    r"\A[^.;]{0,60}?\b(?:was|is|had been|proved) (?:much |far )?"
    r"(?:too high|too low|wrong|incorrect|overstated|exaggerated|inflated|an? (?:mistake|error))\b"
)
_CALLED_FALSE = re.compile(r"\A\W{0,3}(?:fact[- ]check: )?(?:fake(?: news)?|false(?: claim)?|hoax) ?[:–—-] ")
_OF_A_KNOWN_DEED = re.compile(
    r"\b(?:den(?:y|ied|ies)|reject(?:ed|s)?)\b[^.;:]{1,120}\bthe (?:\w{2,15} ){1,3}(?:that|which) \Z"
)


def verdict_on(cue: Token) -> Verdict | None:
    """What the words before and after a word of loss make of it; None where they take nothing back."""
    text, sent, end = lower_text(cue.doc), cue.sent, cue.idx + len(cue)
    before = text[max(sent.start_char, cue.idx - REACH) : cue.idx]
    after = text[end : min(sent.end_char, end + REACH)]
    if cue.idx - sent.start_char < REACH and _CALLED_FALSE.match(before):
        return "denied"
    if cue.pos_ == "NOUN" and _AVERTED.match(after):
        return "averted"
    if cue.pos_ == "NOUN" and _CALLED_WRONG.match(after):
        return "in-error"
    if _DECLARED_SO.search(before):
        if _BY_MISTAKE.match(after):
            return "in-error"
        if _OUTLIVED.match(after):
            return "alive"
    if _OF_A_KNOWN_DEED.search(before):
        return "taken-for-granted"  # "rejected claims that it laid the mine that killed two"
    if _DENIED_ACCOUNTS.search(before):
        return "denied"
    if _ACCOUNTS_TAKEN_BACK.search(before):
        return "taken-back"
    if _CONTRARY_TO_ACCOUNTS.search(before):
        return "contrary"
    return "in-error" if _SAID_IN_ERROR.search(before) else None
