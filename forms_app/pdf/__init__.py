"""Papers as PDF: forms, receipts, letters, estimates and more. A function says what stands on it; Compiler sets it."""

from forms_app.pdf.account_statements import Debt, Statement, account_statement
from forms_app.pdf.blocks import Document, Style
from forms_app.pdf.compiler import CannotPrint, Compiler
from forms_app.pdf.correspondence import Letter, letter
from forms_app.pdf.estimates import Summary, summary
from forms_app.pdf.paper_forms import filled_form, paper_form
from forms_app.pdf.receipts import Sent, receipt
from forms_app.pdf.samples import sample

__all__ = [
    "CannotPrint",
    "Compiler",
    "Debt",
    "Document",
    "Letter",
    "Sent",
    "Statement",
    "Style",
    "Summary",
    "account_statement",
    "filled_form",
    "letter",
    "paper_form",
    "receipt",
    "sample",
    "summary",
]
