"""The ways in which a holder's private keys are wrapped: a wrapping opens by its own way only."""

PASSWORD, RECOVERY, SESSION, ACTIVATION = "password", "recovery", "session", "activation"
PAPERS = "papers"  # of a session that only shows papers, until she says that she has kept them
