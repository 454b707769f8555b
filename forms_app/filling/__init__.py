"""Filling in and sending a form, page by page, in whichever app mounts it: that gives the services and the visitor."""
