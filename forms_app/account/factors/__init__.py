"""The one thing more than a password: an app, a sheet of codes, a passkey; shown, counted, chosen, listed."""
