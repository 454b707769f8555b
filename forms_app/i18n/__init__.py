"""The languages: the one in an address, and the words of the code in it."""
