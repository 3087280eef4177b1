"""Where a text says that people were killed, hurt, held, taken or are missing: the cue word and its victims.

Here each word goes to the module that reads its construction (`loss_verbs`, `loss_states`, `loss_nouns`, `tolls`). The
words are in rules/casualties.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from incidents.extraction.losses.captives import captive_loss
from incidents.extraction.losses.cues import (
    LIVING,
    cue_lemmas,
    cue_words,
    listed_words,
    loss_nouns,
    state_words,
    verb_cues,
)
from incidents.extraction.losses.displacement import displaced_people, is_moving
from incidents.extraction.losses.limbs import limb_loss
from incidents.extraction.losses.loss import Loss, without_weaker
from incidents.extraction.losses.nouns import (
    bodies,
    did_not_live,
    lives,
    no_survivors,
    none_survived,
    noun_losses,
    shooting_of,
    throats,
)
from incidents.extraction.losses.spoken import is_spoken, spoken_loss
from incidents.extraction.losses.states import among_the, counted_gone, number_in_state, people_unharmed, state_losses
from incidents.extraction.losses.tolls import (
    LOOSE_TOLLS,
    counted_in_all,
    labelled_loss,
    number_of_people,
    people_of_manifold,
    put_at,
    told_of_those_struck,
    toll_losses,
)
from incidents.extraction.losses.verbs import FATALLY, fatally_apart, slain_with_others, to_death, verb_loss
from incidents.extraction.losses.whereabouts import is_of_whereabouts, missing_people
from incidents.extraction.parsed import keep_once, lower_words, tokens_of
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.quantities import find_quantities

BESIDE = (
    (is_moving, displaced_people),
    (is_spoken, spoken_loss),
    (is_of_whereabouts, missing_people),
)
"""What is told beside the words of loss: which words may tell it, and what reads it."""


def losses_in(doc: Doc) -> tuple[Quantities, list[Loss]]:
    """The quantities of a document and the losses that they count, found once."""
    return keep_once(doc, "losses", lambda: _with_quantities(doc))


def _with_quantities(doc: Doc) -> tuple[Quantities, list[Loss]]:
    quantities = Quantities(doc, find_quantities(doc))
    return quantities, find_losses(doc, quantities)


def find_losses(doc: Doc, quantities: Quantities) -> list[Loss]:
    """Every statement of losses, in the order of their cue words."""
    finder = _Finder(quantities)
    told = [loss for token in _telling(doc) for loss in finder.at(token)]
    beside = (read(token, quantities) for may_tell, read in BESIDE for token in tokens_of(doc) if may_tell(token))
    return without_weaker(sorted([*told, *filter(None, beside)], key=lambda loss: loss.cue.i))


def _telling(doc: Doc) -> Iterator[Token]:
    """The tokens that may be cue words, by their words or lemmas."""
    words, lemmas = cue_words() | FATALLY, cue_lemmas()
    for token, word in zip(tokens_of(doc), lower_words(doc), strict=True):
        if word in words or token.lemma_.lower() in lemmas:
            yield token


class _Finder:
    """Reads the cue words of one document."""

    def __init__(self, quantities: Quantities) -> None:
        self.quantities = quantities
        self.told_by_number: set[int] = set()

    def at(self, token: Token) -> Iterator[Loss]:
        """What is told by one cue word, the surest construction first."""
        word = token.lower_
        if word == "number":
            yield from self._number_of(token)
            return
        if token.i in self.told_by_number:
            return
        told = (
            people_of_manifold(token)
            or shooting_of(token, self.quantities)
            or labelled_loss(token, self.quantities)
            or counted_in_all(token, self.quantities)
            or put_at(token, self.quantities)
            or told_of_those_struck(token, self.quantities)
            or number_in_state(token, self.quantities)
            or among_the(token)
            or counted_gone(token, self.quantities)
            or limb_loss(token)
            or captive_loss(token, self.quantities)
        )
        if told is not None:
            yield told
            return
        if (cues := verb_cues().get(word)) and (found := verb_loss(token, cues, self.quantities)):
            yield found
            if (own := slain_with_others(found)) is not None:
                yield own
            return
        fatal = to_death(token, self.quantities) if word == "death" else None
        fatal = fatally_apart(token) if word in FATALLY else fatal
        if fatal is not None:
            yield fatal
        elif word in listed_words("unharmed", "words"):
            yield from people_unharmed(token, self.quantities)
        elif word in state_words():
            yield from state_losses(token, self.quantities)
        elif token.lemma_.lower() in loss_nouns() and token.pos_ in {"NOUN", "PROPN"}:
            yield from noun_losses(token, self.quantities)
        elif token.lemma_.lower() in listed_words("bodies", "lemmas") or word in listed_words("bodies", "lemmas"):
            yield from bodies(token, self.quantities)
        elif word in listed_words("toll", "nouns"):
            counted = list(self._number_of(token)) if word in LOOSE_TOLLS else []
            yield from counted or toll_losses(token, self.quantities)
        elif word in {"lives", "life"}:
            yield from lives(token, self.quantities)
        elif word in {"throats", "throat"}:
            yield from throats(token)
        elif token.lemma_.lower() in LIVING:
            living = did_not_live(token)
            yield from none_survived(token, self.quantities) if living is None else (living,)
        elif token.lemma_.lower() in listed_words("survivors", "nouns"):
            yield from no_survivors(token, self.quantities)

    def _number_of(self, noun: Token) -> Iterator[Loss]:
        """ "The number of people killed": its "killed" tells of no others."""
        if (found := number_of_people(noun, self.quantities)) is None:
            return
        cue, loss = found
        self.told_by_number.add(cue.i)
        yield loss
