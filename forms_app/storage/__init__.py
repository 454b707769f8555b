"""What is kept, and the only room that knows tables: rows go in and come out, sealed as they are."""
