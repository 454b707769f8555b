"""What holders want to hear of by e-mail, and the news that is on its way to them."""
