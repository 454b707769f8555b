"""Papers as accessible PDF: blank and filled forms, receipts, letters; a function says what, Compiler sets it."""

from forms_app.letters.blocks import Document
from forms_app.letters.compiler import CannotPrint, Compiler
from forms_app.letters.correspondence import Letter, letter
from forms_app.letters.paper import filled_form, paper_form
from forms_app.letters.receipts import Sent, receipt

__all__ = [
    "CannotPrint",
    "Compiler",
    "Document",
    "Letter",
    "Sent",
    "filled_form",
    "letter",
    "paper_form",
    "receipt",
]
