"""What an answer is for, whatever its question is called: what search, masks, routing, mail and letters ask."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """Each is for one kind of question; see `forms.checks`. The answers of some are read by programs: see below."""

    DETAIL = "detail"  # is read by whoever answers the form, and by nothing else
    STORY = "story"  # what somebody tells in her own words
    NAME = "name"  # of a person, or a part of it: the parts of one person stand in their order
    BIRTH = "birth"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    ZIP_CODE = "ZIP code"  # of where somebody lives: it tells the county
    ZIP_ON_FILE = "ZIP code on file"  # is compared with the agency's records, and tells nothing else
    COUNTY = "county"
    CASE_NUMBER = "case number"  # or a Participant ID, or the reference of something sent before
    LANGUAGE = "language"  # to write and speak to the person in
    SAFE_WAYS = "safe ways"  # to reach the person; its answers are of SafeWay
    VOICEMAIL = "voicemail"  # whether a message may be left; "yes" or not
    DANGER = "danger"  # whether contact with the other parent is dangerous; its answers are of Danger


class Whose(StrEnum):
    """Whom an answer is about."""

    SENDER = "sender"
    REPRESENTED = "represented"  # for whom the sender acts: of the case as the sender is
    REPRESENTATIVE = "representative"
    CHILD = "child"
    OTHER_PARENT = "other parent"


class SafeWay(StrEnum):
    MAIL = "mail"
    PHONE = "phone"
    EMAIL = "email"
    NONE = "none"


class Danger(StrEnum):
    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


# Where somebody is or can be reached: hidden of whoever asked that nobody learn it.
WHEREABOUTS = frozenset({Purpose.PHONE, Purpose.EMAIL, Purpose.ADDRESS, Purpose.ZIP_CODE, Purpose.ZIP_ON_FILE})
# By which somebody asks that, or leaves open whether contact is dangerous.
SAFETY = frozenset({Purpose.SAFE_WAYS, Purpose.DANGER})
