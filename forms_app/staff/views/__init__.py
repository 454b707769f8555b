"""The pages of the daily work: the inbox, one submission, exports, reports, the audit trail."""
