"""Who speaks in a sentence that names no speaker: whoever was quoted in the one before, while it is about the same.

"Eleven people were killed in Baidoa, police said. Fifty-six were injured." (methodology.md, section 5a)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Span

from incidents.extraction.claims.speeches import Speech, speaker_words

ASIDE = {"relcl", "acl", "advcl", "xcomp"}
"""How a clause hangs in a sentence whose main statement is another's."""
ENDS = {".", "!", "?", '"', ")", "]"}


def find_carried_over(
    doc: Doc, speeches: Sequence[Speech], nobody: Collection[int], losses: Collection[int]
) -> dict[int, Speech]:
    """The act of speech that a sentence without one goes on with, by the first token of the sentence.

    Whoever speaks must have told losses: what is said of the road or the weather says nothing of who counted the hurt.
    """
    found: dict[int, Speech] = {}
    verbs = [speech.verb for speech in speeches]
    silent, told = sorted(nobody), sorted(losses)
    before: Speech | None = None
    for sent in doc.sents:
        if not any(token.is_alpha for token in sent):
            continue
        own = speeches[bisect_left(verbs, sent.start) : bisect_left(verbs, sent.end)]
        tells = _holds(told, sent)
        if own:
            before = next((speech for speech in reversed(own) if _is_main(doc, speech)), None) if tells else None
        elif before is not None:
            before = None if _holds(silent, sent) or _is_about_something_else(sent) else before
            if before is not None:
                found[sent.start] = before
        if _is_heading(sent) or (_ends_paragraph(sent) and not tells):
            before = None
    return found


def _holds(places: Sequence[int], sent: Span) -> bool:
    return bisect_left(places, sent.start) < bisect_left(places, sent.end)


def _is_main(doc: Doc, speech: Speech) -> bool:
    """Whether an act of speech is what its sentence says, and no aside of it ("Ali, who says he saw it, left")."""
    verb = doc[speech.verb]
    if any(child.lower_ == "responsibility" for child in verb.children):
        return False
    return verb.lower_ in {"according", "per"} or verb.dep_ not in ASIDE


def _is_about_something_else(sent: Span) -> bool:
    """Whether a sentence sets out anew, at another time or place or with another attack."""
    words = [token for token in sent if not token.is_space and not token.is_punct]
    first = words[0]
    opens = speaker_words("carried", "openings")
    if first.pos_ in {"ADP", "SCONJ", "ADV"} and not any(sent.text.lstrip(' "').lower().startswith(o) for o in opens):
        return True
    return any(token.lower_ in speaker_words("carried", "apart") for token in words)


def _is_heading(sent: Span) -> bool:
    """Whether a line ends without a stop: a title, which is told by nobody in the text below."""
    return _ends_paragraph(sent) and next(t for t in reversed(list(sent)) if not t.is_space).text not in ENDS


def _ends_paragraph(sent: Span) -> bool:
    return sent[-1].is_space and "\n" in sent[-1].text
