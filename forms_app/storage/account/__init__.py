"""The account's own database: holders and how they sign in, what is sealed to them, what they hand in to the inside."""
