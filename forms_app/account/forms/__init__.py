"""The forms inside the account: the same pages, filled in by a holder, sent with her signature and kept for her."""
