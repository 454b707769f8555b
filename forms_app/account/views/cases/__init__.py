"""What is around her money: the case itself, dates, documents, and what the other parent can see of it all."""
