"""What a person types for the calculator, made exact: amounts, pay, time with a child, an income known only roughly."""
