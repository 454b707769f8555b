"""What the staff side does beside the requests: takes in arrivals, brings the index up to date, counts days anew."""
