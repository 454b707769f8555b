"""What goes out to a person: letters, the print queue, what mailing one means in law, mail that failed."""
