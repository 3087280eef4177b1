"""A thousand invented reports, the same in every run: most of 40 to 120 words, some of 600."""

from __future__ import annotations

from random import Random

SIZES = [1, 2, 2, 3, 3, 3, 4, 4, 5, 24]  # in paragraphs of some thirty words; two reports in a hundred have the last
PLACES = ["Goma, DR Congo", "Kandahar", "Maiduguri in Borno state", "Mogadishu", "Taiz, Yemen", "El Fasher", "Idlib"]
PLACES += ["the village of Djibo in Burkina Faso", "Ménaka, Mali", "Kharkiv", "Myawaddy", "Arauca, Colombia", "Quetta"]
ACTORS = ["gunmen", "Taliban fighters", "al-Shabaab militants", "the army", "suspected bandits", "M23 rebels", "police"]
ACTORS += ["Islamic State fighters", "soldiers", "armed men on motorcycles", "a suicide bomber", "a government drone"]
PEOPLE = [
    "people",
    "civilians",
    "soldiers",
    "villagers",
    "women and children",
    "police officers",
    "farmers",
    "worshippers",
]
SPEAKERS = ["police said", "the governor said", "according to residents", "a military spokesman told reporters"]
SPEAKERS += ["the health ministry said", "witnesses said", "a local official, who asked not to be named, said"]
NUMBERS = ["three", "at least nine", "12", "more than 40", "up to 14", "dozens of", "twenty-three", "1,200", "two"]
DAYS = ["on Friday", "late on Monday", "on 5 March", "overnight", "on Tuesday morning", "two days ago", "last week"]
PARAGRAPHS = [
    "{Actor} attacked {place} {day}, killing {number} {people} and wounding {other} others, {speaker}.",
    "{Number} {people} died and {other} were hurt when {actor} opened fire in {place} {day}, {speaker}.",
    "The death toll from the raid on {place} has risen to {other}, {speaker}. Among them were {number} {people}.",
    "{Actor} said that it had lost {other} fighters in the clash near {place}. There was no independent confirmation.",
    "A bomb hidden beside the road exploded as a bus carrying {people} passed through {place} {day}, {speaker}.",
    '"They came at dawn and burned our houses," a teacher in {place} said. "We buried {number} {people}."',
    "The district has seen repeated fighting since 2014, and aid agencies say that thousands have fled their homes.",
    "Security forces arrested {number} suspects in {place} {day} and seized rifles, ammunition and a motorcycle.",
    "Roads around {place} were closed {day}, and shops stayed shut while helicopters circled above the hills.",
    "Talks between the government and the rebels were to resume in the capital next month, diplomats said.",
]


def reports(count: int = 1_000) -> list[str]:
    """That many texts, each with a dateline, varied and always the same."""
    random = Random("reports for the benchmark")
    return [_report(random, number) for number in range(count)]


def _report(random: Random, number: int) -> str:
    size = SIZES[-1] if number % 50 == 49 else random.choice(SIZES[:-1])
    place = random.choice(PLACES)
    told = " ".join(_paragraph(random, place) for _ in range(size))
    return f"{place.split(',')[0].upper()} - {told}" if random.random() < 0.3 else told


def _paragraph(random: Random, place: str) -> str:
    actor, number = random.choice(ACTORS), random.choice(NUMBERS)
    return random.choice(PARAGRAPHS).format(
        actor=actor,
        Actor=actor[0].upper() + actor[1:],
        number=number,
        Number=number[0].upper() + number[1:],
        other=random.randint(2, 60),
        people=random.choice(PEOPLE),
        place=place,
        day=random.choice(DAYS),
        speaker=random.choice(SPEAKERS),
    )
