"""Papers as PDF: forms, receipts, letters, estimates. A function says what stands on it; Compiler sets it."""

from forms_app.pdf.blocks import Document, Style
from forms_app.pdf.compiler import CannotPrint, Compiler
from forms_app.pdf.correspondence import Letter, letter
from forms_app.pdf.estimates import Summary, summary
from forms_app.pdf.paper_forms import filled_form, paper_form
from forms_app.pdf.receipts import Sent, receipt

__all__ = [
    "CannotPrint",
    "Compiler",
    "Document",
    "Letter",
    "Sent",
    "Style",
    "Summary",
    "filled_form",
    "letter",
    "paper_form",
    "receipt",
    "summary",
]
