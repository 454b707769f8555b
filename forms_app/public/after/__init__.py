"""After a form was sent: receipt, status, from a complaint on to a hearing, and the end of the visit."""
