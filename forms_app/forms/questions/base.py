"""What every question has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, cast

from markupsafe import Markup
from wtforms import Field
from wtforms.validators import ValidationError

from forms_app.forms.questions import limits
from forms_app.forms.questions.purposes import WHEREABOUTS, Purpose, Whose
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
