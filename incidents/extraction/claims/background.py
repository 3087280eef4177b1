"""Whether a figure told after the incident's own sums up more than it: a longer time, a wider area, a war.

The words alone do not say so: "during the siege", "in the district" may be said of the incident itself. Beside a much
smaller figure of the incident they do.
"""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|"
    r"several|many|few)"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|early|mid|late)[ -]?"
)
_YEAR = r"(?:19|20)\d\d"
# "In the first months of", "over three years", "that year", "between 1999 and 2004", "under the rule of".
LONGER_TIME = re.compile(
    r"\b(?:in|during|over|within|throughout|for|after) (?:(?:the|its|their|those|these|that) (?:\w{1,20} ){0,2}|"
    rf"(?:about |some |nearly |almost |more than )?{_NUMBER} (?:\w{{1,20}} )?)(?:weeks|months|years|decades)\b|"
    rf"\b(?:in|during|over|within|throughout|after) (?:the )?(?:first |last |past |about |nearly )?{_NUMBER} days\b|"
    r"\bin (?:the |a |one |its )(?:first |last |past |single |whole )?(?:week|month|year|decade|century) of\b|"
    r"\b(?:that|the) (?:same )?(?:year|month|summer|winter|spring|autumn|decade)\b(?! (?:before|after|earlier|later))|"
    rf"\b(?:between|from) (?:{_MONTH})?{_YEAR} (?:and|to|until|till) (?:{_MONTH})?{_YEAR}|"
    rf"\bin {_YEAR}(?: and | ?[-–/] ?){_YEAR}|\({_YEAR} ?[-–] ?(?:\d\d){{1,2}}\)|"
    r"\b(?:in|during|under|over|throughout|of|by) (?:the |that |this |its |his |their )(?:[\w'’-]{1,30} ){0,3}"
    r"(?:wars?|occupation|siege|insurgency|rule|regime|reign|dictatorship|conflict|genocide|uprising|rebellion|"
    r"troubles|season|campaign|martial law)(?![-\w])"
)
_KINDS = (
    r"(?:area|areas|region|province|district|country|nation|territory|governorate|state|department|county|valley|"
    r"north|south|east|west|north-?east|north-?west|south-?east|south-?west|strip|peninsula|island|basin|highlands)"
)
# "In the Visegrad area", "across the province", "in central Bosnia", "in the whole of the region".
WIDER_AREA = re.compile(
    rf"\b(?:in|across|throughout|over|of|around) (?:the |all |its |that )?(?:[\w'’-]{{1,30}} ){{0,4}}?{_KINDS}\b|"
    r"\bin (?:central|northern|southern|(?:north-?|south-?)?(?:eastern|western)) \w|"
    r"\b(?:across|throughout|nationwide|countrywide|worldwide)\b"
)
LEAST_OF_A_TIME = 2
LEAST_OF_AN_AREA = 10
LEAST_OUT_OF_SCALE = 50
"""How many times the incident's figure a figure is at least that sums up a longer time, a wider area, or more than any
words say."""
MANY = 50
VERY_MANY = 500


def sums_up_more(words: str, number: int, told: int) -> str | None:
    """The rule that makes a number told in a sentence of these words, in small letters, larger than the incident's, of
    which `told` is the largest figure before."""
    if number >= LEAST_OF_A_TIME * told and LONGER_TIME.search(words):
        return "larger:longer-time"
    if number >= max(LEAST_OF_AN_AREA * told, MANY) and WIDER_AREA.search(words):
        return "larger:wider-area"
    if number >= max(LEAST_OUT_OF_SCALE * told, VERY_MANY):
        return "larger:out-of-scale"
    return None
