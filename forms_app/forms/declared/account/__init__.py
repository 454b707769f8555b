"""Forms that only an account takes: the site and its search do not name them."""
