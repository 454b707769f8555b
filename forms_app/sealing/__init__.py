"""Keys, and what they lock: `seal` is all that the public app has, `unseal` is for those who hold a private key."""
