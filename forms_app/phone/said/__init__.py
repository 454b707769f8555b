"""What is spoken: figures in the words of each language, and sentences with figures in them."""
