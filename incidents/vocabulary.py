"""The field's words, as the methodology defines them (methodology.md, sections 1, 4, 5 and 7).

Every other room speaks in these enums. The module imports nothing of the project and nothing of
Django, so that extraction and reconciliation, which are pure, can share it with the models.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A term of the field: its stored value, the label people read, and what it means."""

    label: str
    meaning: str

    def __new__(cls, value: str, label: str = "", meaning: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label or value.replace("_", " ")
        word.meaning = meaning
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in order of definition, as a form or a model field takes them."""
        return [(word.value, word.label) for word in cls]


class Measure(Word):
    """What happened to the people counted."""

    KILLED = "killed", "killed", "People who died"
    INJURED = "injured", "injured", "People hurt who did not die"
    MISSING = "missing", "missing", "People whose fate is not known"
    DETAINED = "detained", "detained", "People held by a state or a force acting as one"
    ABDUCTED = "abducted", "abducted", "People taken by force, hostages included"
    DISPLACED = "displaced", "displaced", "People who had to leave their homes"
    CASUALTIES = "casualties", "casualties", "Killed and injured, not told apart"


class Tie(Word):
    """How one claim of a report hangs on another: the name of the field that holds the other."""

    PART_OF = "part_of", "part of", "Some of the people of the other"
    BESIDE = "beside", "beside", "Other people: the two add up"
    RETELLS = "retells", "tells again", "The same people, or some of them, told once more: not added"

    @property
    def column(self) -> str:
        """The field that holds the key of the other claim."""
        return f"{self.value}_id"


class Status(Word):
    """Whether the people counted took part in the fighting."""

    CIVILIAN = "civilian", "civilian", "Not taking part in the fighting"
    COMBATANT = "combatant", "combatant", "Member of an armed force or group"
    UNKNOWN = "unknown", "not known", "The report does not say"


class Group(Word):
    """A sub-group of a population. Groups overlap, so they are never added up."""

    CHILDREN = "children"
    WOMEN = "women"
    HEALTH_WORKERS = "health_workers", "health workers"
    JOURNALISTS = "journalists"
    AID_WORKERS = "aid_workers", "aid workers"


class Scope(Word):
    """How much of the incident a figure covers."""

    WHOLE = "whole", "whole incident", "The figure covers the incident"
    PART = "part", "part of it", "One place, hour or sub-group of the incident"
    LARGER = "larger", "more than it", "A year's tally, a campaign, the war, or an earlier attack"


class HowSure(Word):
    """How far the program trusts what it read."""

    SURE = "sure", "sure", "Nothing that was looked at speaks against this figure"
    LOOK = "look", "look", "Something speaks against this figure"
    UNSURE = "unsure", "unsure", "Much speaks against this figure"


class Interest(Word):
    """How a claimant stands to the losses that it counts (methodology.md, section 5)."""

    NEUTRAL = "neutral", "neutral", "Neither side of the incident"
    PARTY_CLAIM = "party_claim", "party claim", "A side of the fighting, speaking of its enemy's losses or denying harm"
    ADMISSION = "admission", "admission", "A side of the fighting, speaking of its own losses or of civilians it harmed"


class Reliability(Word):
    """Source reliability on the Admiralty scale."""

    A = "A", "A · completely reliable"
    B = "B", "B · usually reliable"
    C = "C", "C · fairly reliable"
    D = "D", "D · not usually reliable"
    E = "E", "E · unreliable"
    F = "F", "F · reliability cannot be judged"


class Hedge(Word):
    """How a quantity was worded (methodology.md, section 2)."""

    EXACT = "exact", "exactly"
    AT_LEAST = "at_least", "at least"
    MORE_THAN = "more_than", "more than"
    UP_TO = "up_to", "up to"
    NEARLY = "nearly", "nearly"
    ABOUT = "about", "about"
    RANGE = "range", "from … to …"
    VAGUE = "vague", "a word, not a number", "“several”, “dozens”, a bare plural: a word that stands for a range"
    NAMED = "named", "named or single", "One person, named or described, with no number given"
    DENIAL = "denial", "denied", "The claimant says that nobody was harmed"
    UNQUANTIFIED = "unquantified", "no figure", "Losses are reported without any figure"


class Policy(Word):
    """The named ways to reconcile claims (methodology.md, section 6)."""

    DESK = "desk", "desk", "The default: independent origins, graded, with every step shown"
    LOWEST = "lowest", "lowest", "As ACLED does: the most conservative figure"
    UCDP = "ucdp", "UCDP", "As UCDP does: best is the most reliable source's figure"
    GTD = "gtd", "GTD", "As GTD does: the most recent source, then the majority, then the lowest"
    LATEST = "latest", "latest", "The newest figure, whoever gives it"
    MEDIAN = "median", "median", "The middle figure, every claim counted alike"


class ConflictKind(Word):
    """Why two figures differ (methodology.md, sections 2, 6 and 10); only the first two call for a decision."""

    CONTRADICTION = "contradiction", "contradiction", "Both speak of the same people, and they cannot both be right"
    DENIAL = "denial", "denial", "One says that nobody was harmed where another counts somebody"
    OUTDATED = "outdated", "overtaken", "More than 72 hours older than a figure from a source at least as reliable"
    UPDATE = "update", "update", "The same origin said something newer since"
    VAGUE = "vague", "word against number", "A word such as “dozens” beside a number: it only checks the number"
    OVERLAP = "overlap", "both can be right", "The figures differ, but their ranges meet: “at least 34” and 56"
    SUBSET = "subset", "part of", "One counts some of those that the other counts"
    DIFFERENT_SCOPE = "different_scope", "different scope", "One covers more than this incident, or each another part"
    DIFFERENT_POPULATION = "different_population", "different people", "They count different people"
    COPY = "copy", "copy", "The same origin's same statement once more: it adds nothing"


class Flag(Word):
    """What a reader of an estimate must know beside its numbers."""

    PARTY_CLAIM_ONLY = "party_claim_only", "party claims only", "Only a side of the fighting gives figures"
    VAGUE_CONFLICT = "vague_conflict", "words disagree", "A word such as “dozens” does not fit the best figure"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole", "part exceeds whole", "A part of the incident counts more than the whole"
    CONTESTED = "contested", "contested", "Somebody denies what others count"
    UNQUANTIFIED = "unquantified", "no figure given", "Losses are reported without any figure"


class Question(Word):
    """Why a figure needs a decision, and what to do about it (methodology.md, section 6)."""

    NO_FIGURE = "no_figure", "no figure", "Losses are reported, and nobody counts them. Look for a report that does."
    CONTESTED = "contested", "contested", "Somebody denies what others count. Look who of them could know."
    PARTY_CLAIM_ONLY = (
        "party_claim_only",
        "party claims only",
        "Only a side of the fighting gives figures. Look for a neutral count, or say why theirs may stand.",
    )
    PART_EXCEEDS_WHOLE = (
        "part_exceeds_whole",
        "part exceeds whole",
        "A part of the incident counts more than the whole. Check the scope of both claims.",
    )
    CHANGED_SINCE = "changed_since", "changed since", "Claims came after a person set the figure. Set it anew."
    UNGRADED = "ungraded", "source not graded", "A source of grade F sets a number. Grade the source."


class Verdict(Word):
    """What a person decided about a claim or a figure."""

    ACCEPTED = "accepted", "accepted", "Counts as found"
    CORRECTED = "corrected", "corrected", "Counts with the values that a person gave"
    REJECTED = "rejected", "rejected", "Not a claim, or not about this; never counts"
    RETRACTED = "retracted", "retracted", "The source took it back; shown, never counts"
    REOPENED = "reopened", "reopened", "An earlier decision was taken back"
    OVERRIDDEN = "overridden", "overridden", "A person set the figure, with a reason"
    CONFIRMED = "confirmed", "confirmed", "A person looked at the figure and lets it stand, with a reason"


class Standing(Word):
    """Where a claim stands in review: nothing counts until it is accepted."""

    PENDING = "pending", "waiting", "Nobody has decided yet"
    ACCEPTED = "accepted", "accepted"
    CORRECTED = "corrected", "corrected"
    REJECTED = "rejected", "rejected"
    RETRACTED = "retracted", "retracted"


class ReportStatus(Word):
    """Where a report stands on its way from pasted to recorded."""

    READING = "reading", "being read", "The program is still reading it"
    PENDING = "pending", "waiting", "Read by the program, waits for a person"
    ADJUDICATION = "adjudication", "to be settled", "Two people have read it; a third settles where they differ"
    REVIEWED = "reviewed", "reviewed", "A person has finished it"
    UNREADABLE = "unreadable", "needs a reader", "In a language that the program cannot read"
    FAILED = "failed", "reading failed", "The program could not read it; the text is safe"


class SecondReading(Word):
    """Whether a report is read by two people who cannot see each other's answers."""

    DUE = (
        "due",
        "to be read again",
        "Closed faster than it can be read: counts as it stands until somebody reads it too",
    )
    WANTED = "wanted", "two readings", "Two people read it apart, then a third settles where they differ"
    SETTLED = "settled", "read twice", "Two people read it apart, and what they answered was settled"


class DayFrom(Word):
    """How the day on which a report was published is known."""

    GIVEN = "given", "given", "A person or a file gave it, or a person confirmed it"
    TEXT = "text", "from the text", "The text names it in full"
    DATELINE = "dateline", "from the dateline", "The text names day and month, and a year near them"
    COPY = "copy", "year from a near copy", "The text names day and month; nearly the same text has the year"
    ASSUMED = "assumed", "assumed", "The text names no day, or none of a year: that of pasting is assumed"


class NoticeKind(Word):
    """Why somebody is told something."""

    MENTIONED = "mentioned", "mentioned you"
    ANSWERED = "answered", "answered you"
    ASSIGNED = "assigned", "gave you a report"
    RETURNED = "returned", "sent a report back to you"
    TO_SETTLE = "to_settle", "two readings to settle"


class RegroupingKind(Word):
    """How incidents were put together or taken apart."""

    MERGED = "merged", "merged", "Two incidents were one"
    SPLIT = "split", "split", "One incident was two"


class RevisionCause(Word):
    """What moved a figure."""

    REPORT = "report", "report", "A report that tells of it was reviewed"
    CLAIM = "claim", "claim", "A claim was decided on anew"
    BY_HAND = "by_hand", "set by hand", "A person set the figure"
    TAKEN_BACK = "taken_back", "taken back", "What a person had set was taken back"
    POLICY = "policy", "policy", "The desk follows another policy"
    REOPENED = "reopened", "reopened", "A report that tells of it was opened again, and counts no more until it is done"
    REGROUPED = "regrouped", "regrouped", "Incidents were merged, or one was split"
    OTHER = "other", "other", "A day, a grade, a name or a side changed"


class SourceKind(Word):
    """Who publishes."""

    AGENCY = "agency", "news agency"
    NEWSPAPER = "newspaper", "newspaper or site"
    BROADCASTER = "broadcaster", "broadcaster"
    LOCAL_OUTLET = "local_outlet", "local outlet"
    GOVERNMENT = "government", "government"
    ARMED_FORCE = "armed_force", "armed force or group"
    HEALTH = "health", "hospital or health authority"
    UN = "un", "United Nations"
    NGO = "ngo", "non-governmental organisation"
    MONITOR = "monitor", "monitoring group"
    SOCIAL_MEDIA = "social_media", "social media account"
    OTHER = "other", "other"


class ActorKind(Word):
    """Kinds of actor, as ACLED's `inter` names them (methodology.md, section 7)."""

    STATE_FORCES = "state_forces", "State forces"
    REBEL_GROUP = "rebel_group", "Rebel group"
    POLITICAL_MILITIA = "political_militia", "Political militia"
    IDENTITY_MILITIA = "identity_militia", "Identity militia"
    RIOTERS = "rioters", "Rioters"
    PROTESTERS = "protesters", "Protesters"
    CIVILIANS = "civilians", "Civilians"
    EXTERNAL_FORCES = "external_forces", "External/Other forces"


class Side(Word):
    """The part that an actor has in an incident."""

    A = "a", "side A", "Who acted, where the report tells"
    B = "b", "side B", "Who was acted upon, or fought back"
    OTHER = "other", "other", "Named, but not a side"


class DatePrecision(Word):
    """How exactly the day is known (UCDP's date_prec)."""

    DAY = "day", "day"
    DAYS = "days", "two to six days"
    WEEK = "week", "week"
    MONTH = "month", "month"
    YEAR = "year", "year or less exact"


class GeoPrecision(Word):
    """How exactly the place is known (UCDP's where_prec)."""

    EXACT = "exact", "exact place"
    NEAR = "near", "within 25 km"
    ADMIN2 = "admin2", "district"
    ADMIN1 = "admin1", "province"
    AREA = "area", "area or line"
    COUNTRY = "country", "country"
    INTERNATIONAL = "international", "international waters or air"


class EventType(Word):
    """ACLED's event types (methodology.md, section 7)."""

    BATTLES = "Battles"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"


class SubEventType(Word):
    """ACLED's sub-event types; `SUB_EVENT_TYPES` says which belongs where."""

    GOVERNMENT_REGAINS_TERRITORY = "Government regains territory"
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = "Non-state actor overtakes territory"
    ARMED_CLASH = "Armed clash"
    EXCESSIVE_FORCE_AGAINST_PROTESTERS = "Excessive force against protesters"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    PEACEFUL_PROTEST = "Peaceful protest"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    HEADQUARTERS_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"


SUB_EVENT_TYPES: dict[EventType, tuple[SubEventType, ...]] = {
    EventType.BATTLES: (
        SubEventType.GOVERNMENT_REGAINS_TERRITORY,
        SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        SubEventType.ARMED_CLASH,
    ),
    EventType.PROTESTS: (
        SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        SubEventType.PROTEST_WITH_INTERVENTION,
        SubEventType.PEACEFUL_PROTEST,
    ),
    EventType.RIOTS: (SubEventType.VIOLENT_DEMONSTRATION, SubEventType.MOB_VIOLENCE),
    EventType.EXPLOSIONS: (
        SubEventType.CHEMICAL_WEAPON,
        SubEventType.AIR_DRONE_STRIKE,
        SubEventType.SUICIDE_BOMB,
        SubEventType.SHELLING,
        SubEventType.REMOTE_EXPLOSIVE,
        SubEventType.GRENADE,
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: (
        SubEventType.SEXUAL_VIOLENCE,
        SubEventType.ATTACK,
        SubEventType.ABDUCTION,
    ),
    EventType.STRATEGIC_DEVELOPMENTS: (
        SubEventType.AGREEMENT,
        SubEventType.ARRESTS,
        SubEventType.CHANGE_TO_GROUP,
        SubEventType.DISRUPTED_WEAPONS_USE,
        SubEventType.HEADQUARTERS_ESTABLISHED,
        SubEventType.LOOTING,
        SubEventType.NON_VIOLENT_TRANSFER,
        SubEventType.OTHER,
    ),
}


class Role(Word):
    """What a person at the desk may do; each role may all that the one before it may."""

    READER = "reader", "reader", "Reads everything, changes nothing"
    ANALYST = "analyst", "analyst", "Adds and reviews reports, decides on claims and estimates"
    SENIOR = "senior", "senior analyst", "Also edits incidents, grades of sources, and reopens others' work"
    ADMINISTRATOR = "administrator", "administrator", "Also manages people and settings"


CORRECTABLE = (
    "measure",
    "low",
    "best",
    "high",
    "open_upper",
    "hedge",
    "denies",
    "actor",
    "status",
    "group",
    "claimant_name",
    "claimant_role",
    "speaker",
    "interest",
    "scope",
    "as_of",
    "moved_start",
    "moved_end",
    "part_of_id",
    "beside_id",
    "retells_id",
)
"""What a person may correct about a claim. What was found stays; `moved_start`, `moved_end` point at better words, the
columns of ties at other claims of the report."""

OF_ATTACKERS = "apart:attackers"
"""The rule on a claim of attackers' own losses, where others came to harm: victims are counted apart from them."""
