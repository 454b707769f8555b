"""How staff get in and stay in: accounts, second factors, recovery, invitations, sessions."""
