"""How holders hear of news, if they want to: what she asks for, what is news, and how it gets into the outbox."""
