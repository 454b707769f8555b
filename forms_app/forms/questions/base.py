"""What every question and every page of questions has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, cast

from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import ValidationError

from forms_app.forms.questions import limits
from forms_app.forms.questions.purposes import WHEREABOUTS, Purpose, Whose
from forms_app.forms.questions.told import Told
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw, ssn
from forms_app.text.cleaning import Unacceptable, clean, fold, tidy

Answers = Mapping[str, Any]
HIDDEN = "••••••"
# How an answer stands on a page: in all its words, without what looks like an SSN, or without whereabouts too.
Way = Literal["read", "masked", "hidden"]


class Doubt(NamedTuple):
    """What may not be what was asked for, within one input, and may be it: what looks like a Social Security number,
    or words where a number is asked for.
    """

    question: Question
    input: str
    numbers: tuple[str, ...] = ()  # nine digits each
    words: str = ""

    @property
    def shown(self) -> str:
        return self.words or ", ".join(map(ssn.mask, self.numbers))


class Wrong(ValidationError):
    """An answer that must be changed: a whole sentence that says how, and the inputs it is about."""

    def __init__(self, message: object, *inputs: str) -> None:
        super().__init__(cast(str, message))
        self.inputs = inputs


class Question(Field):
    """One question. A subclass gives `check` (raw texts to the stored value) and `read` (stored value to lines).

    `data` is the stored value: JSON, or None where the question was left blank. `required` is the sentence shown
    when it is; without one the question is optional. `when` finds that sentence, or nothing, from the answers that
    stand before it on its page. `purpose` is what its answer is for, `whose` whom it is about.
    """

    macro: ClassVar[str] = "line"
    parts: ClassVar[tuple[str, ...]] = ()
    group: ClassVar[bool] = False  # several inputs under one legend
    several: ClassVar[bool] = False  # one input may come more than once
    written: ClassVar[tuple[str, ...]] = ()  # the parts that take any text; "" is the question's own input
    is_number: ClassVar[bool] = False  # asks for a number, so that an SSN is a likely mistake
    longest: int = 100  # characters of one input; four times as many are kept
    kept_whole: ClassVar[bool] = False  # where another sentence helps more than one about the length
    usual: ClassVar[Purpose] = Purpose.DETAIL  # what its answer is for, where the form does not say otherwise
    in_lines: ClassVar[bool] = False  # each input on a line of its own: what is wrong with one is said beside it

    def __init__(
        self,
        label: object,
        *,
        hint: object = "",
        required: object = None,
        when: Callable[[Answers], object] | None = None,
        purpose: Purpose | None = None,
        whose: Whose = Whose.SENDER,
        **more: Any,
    ) -> None:
        super().__init__(cast(str, label), description=cast(str, hint), **more)  # put into words when they are read
        self.required = required
        self.when = when
        self.purpose = purpose or self.usual
        self.whose = whose
        self.may_be_blank = False  # staff key in what a person said and no more
        self.page: Iterable[Question] = ()
        self.raw: Raw = {}
        self.wrong_inputs: tuple[str, ...] = ()
        self.warning = ""  # said once; the answer may stay as it is
        self.entry_name = ""  # the name of the entry that asks it, where it is asked for several people
        self.wanted_first = False  # what is asked of several people needs an answer to this: it is not called optional
        self.beside = ""  # the one input beside which the error stands, not at the head of the question

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names under which a browser posts this question."""
        return (self.name, *map(self.input, self.parts))

    def input(self, part: str) -> str:
        """The name of the input of one part; "" is the question's own."""
        return f"{self.name}-{part}" if part else self.name

    def text(self, part: str = "") -> str:
        """What was typed into one input, as it was typed."""
        return next(iter(self.raw.get(self.input(part), ())), "")

    def if_chosen(self, said: str, value: str, part: str = "") -> str:
        """What a page says where this value is chosen or ticked, and nothing where it is not."""
        texts = self.raw.get(self.input(part), ())
        return said if value in (texts if self.several else texts[:1]) else ""

    def process(self, formdata: Any, *_args: Any, **_more: Any) -> None:
        self.process_errors: list[str] = []
        self.errors: Sequence[str] = ()
        self.data = None
        most = None if self.kept_whole else limits.TIMES * self.longest
        self.raw = limits.truncate(formdata, self.inputs, most) if formdata else {}

    def validate(self, form: Any, extra_validators: Iterable[Any] = ()) -> bool:
        self.page = form
        try:
            self._refuse_repeats()
            self._refuse_what_was_cut()
            self.data = self.check()
            for validator in extra_validators:
                validator(form, self)
        except Wrong as wrong:
            self.errors, self.wrong_inputs = [str(wrong)], wrong.inputs or self.inputs[:1]
            self.beside = wrong.inputs[0] if wrong.inputs and self.in_lines else ""
        except Unacceptable as wrong:
            self.errors, self.wrong_inputs = [unacceptable(wrong)], self.inputs[:1]
        return not self.errors

    def check(self) -> Any:
        """The stored value of what was typed; None for nothing. Raises Wrong."""
        raise NotImplementedError

    def read(self, value: Any) -> list[str]:
        """The stored value in words, in the language of the reader, line by line."""
        return [str(value)]

    def masked(self, value: Any) -> list[str]:
        """As read, but of what looks like a Social Security number only the last four digits."""
        return ssn.mask("\n".join(self.read(value))).split("\n")

    def hidden(self, value: Any) -> list[str]:
        """As masked, for an eye that need not know where somebody is."""
        lines = self.masked(value)
        return [HIDDEN] if self.purpose in WHEREABOUTS and lines else lines

    def doubts(self) -> list[Doubt]:
        """What was typed that nobody should have to give; only after `validate`."""
        inputs = {self.input(part): self.text(part) for part in self.written}
        found = {name: tuple(ssn.found(tidy(text, lines=True))) for name, text in inputs.items()}
        return [Doubt(self, name, numbers) for name, numbers in found.items() if numbers]

    @property
    def error_summary(self) -> list[tuple[str, str]]:
        """(id of the input to go to, sentence that names the question) for what must be changed."""
        return [(self.wrong_inputs[0], self.named(self.errors[0]))] if self.errors else []

    def named(self, said: str) -> str:
        """The sentence with the names of question and entry, for where it stands apart from them."""
        return name_in_front(said, *(name for name in (self.entry_name, str(self.label.text)) if name))

    def rearranged(self, _go: str) -> Raw:
        return self.raw

    def need(self, value: Any) -> Any:
        """The value, or Wrong if there is none and the question must be answered."""
        if not value and self.needed and not self.may_be_blank:
            raise Wrong(self.needed)
        return value or None

    @property
    def needed(self) -> object:
        """What is said to whoever leaves it blank; nothing where that is all right. Only after `validate`."""
        return self.when({other.short_name: other.data for other in self.page}) if self.when else self.required

    def _refuse_what_was_cut(self) -> None:
        found = limits.first_truncated(self.raw)
        if found:
            raise Wrong(limits.message(found, self.longest), found.name)

    def _refuse_repeats(self) -> None:
        if not self.several and any(len(texts) > 1 for texts in self.raw.values()):
            raise Wrong(_l("This answer arrived more than once. Please give it once."))


class Page(FlaskForm):  # type: ignore[misc]
    """One small page of a form: a heading and a few questions, in the order in which they are asked."""

    slug: ClassVar[str]
    heading: ClassVar[object]
    lead: ClassVar[object] = ""
    aside_heading: ClassVar[object] = ""  # an explanation that can be opened
    aside: ClassVar[tuple[Told, ...]] = ()
    elsewhere: ClassVar[tuple[Told, ...]] = ()  # where else to turn, before going on here
    calls: ClassVar[str] = ""  # the lead ends in this number of agency.toml
    in_practice: ClassVar[object] = ""  # said first while no agency runs the site
    practice_hints: ClassVar[Mapping[str, object]] = {}  # by field: said then in place of hints that ask for the truth
    here: ClassVar[Told | None] = None  # said after the lead where the agency itself runs the site
    lasting: ClassVar[bool] = False  # lead and `here` are said again before sending and on the receipt

    class Meta:
        csrf = False  # the token is bound to the draft's cookie: see web.csrf

    @classmethod
    def applies(cls, _answers: Answers) -> bool:
        """Whether this page is asked, given the stored values of the pages before it."""
        return True

    @classmethod
    def suggested(cls, _answers: Answers) -> Raw:
        """Raw texts that stand on the page when it is first seen, found from the answers so far."""
        return {}

    @classmethod
    def understood(cls, _name: str, _answers: Answers) -> list[str]:
        """What the other answers say in place of one that was left blank, in words."""
        return []

    @classmethod
    def contradiction(cls, _values: Answers, _answers: Answers) -> tuple[str, object] | None:
        """(field, sentence) if the values of this page cannot be true together with the answers so far."""
        return None

    def agrees(self, answers: Answers) -> bool:
        """Whether the valid page fits the answers of the others; if not, the question that does not says why."""
        found = self.contradiction(self.values, answers)
        if found:
            question, sentence = self[found[0]], found[1]
            question.errors, question.wrong_inputs = [str(sentence)], question.inputs[:1]
        return found is None

    def say_for_practice(self) -> None:
        for name, hint in self.practice_hints.items():
            self[name].description = hint

    def doubts(self) -> list[Doubt]:
        return [doubt for question in self for doubt in question.doubts()]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """(id of the input to go to, sentence that names the question) for whatever may stay as it is."""
        warned = (doubt for doubt in self.doubts() if doubt.question.warning)
        return [(doubt.input, doubt.question.named(doubt.question.warning)) for doubt in warned]

    @classmethod
    def of(cls, raw: Raw | None = None) -> Page:
        """The page filled with raw texts, or empty."""
        return cls(formdata=MultiDict(raw) if raw is not None else None)

    @property
    def raw(self) -> Raw:
        return {name: texts for question in self for name, texts in question.raw.items()}

    def rearranged(self, go: str) -> Raw:
        """The raw texts after a button of a repeated question: "add", "remove 2"."""
        return {name: texts for question in self for name, texts in question.rearranged(go).items()}

    @property
    def values(self) -> dict[str, Any]:
        """The stored values; only after `validate`."""
        return {question.name: question.data for question in self}

    @property
    def error_summary(self) -> list[tuple[str, str]]:
        """(id of the input to go to, sentence that names the question) for whatever must be changed."""
        return [error for question in self for error in question.error_summary]


def name_in_front(sentence: str, *names: str) -> str:
    """The sentence behind the names of what it is about: an entry, a question. One that it says itself is left out."""
    unsaid = [name for name in names if fold(name) not in fold(sentence)]
    before = ", ".join(unsaid)
    return f"{before}{' ' if before.endswith('?') else ': '}{sentence}" if unsaid else sentence


def line_of(raw: str, longest: int, *, lines: bool = False) -> str:
    """Cleaned text of at most `longest` characters (code points). Raises Wrong or Unacceptable."""
    text = clean(raw, lines=lines)
    if len(text) > longest:
        message = _l("Use %(most)d characters or fewer. You have used %(used)d.", most=longest, used=len(text))
        raise Wrong(message)
    return text


def unacceptable(wrong: Unacceptable) -> str:
    """What to do about it, with the words after which it stands."""
    if not wrong.before:
        return str(_l("We cannot take the first character. Delete it or type it another way."))
    message = _l(
        "We cannot take the character after “%(before)s”. Delete it or type it another way.", before=wrong.before
    )
    return str(message)


def sentence(text: object) -> Markup:
    """A text of ours that carries markup of ours."""
    return Markup(str(text))  # noqa: S704 - never called with what a person typed
