"""The accounts of customers, as staff keep them: found, opened with a reason, confirmed, stopped; never their money."""
