"""What holders want to hear of by e-mail, the news that is on its way to them, and what they sent."""
