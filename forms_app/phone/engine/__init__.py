"""The engine: from where a caller is and what she did, or did not do, to what is said and where she is. No sockets."""
