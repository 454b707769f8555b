"""The made-up county: forty cases on which a trial shows what an account shows, made anew for each day."""
