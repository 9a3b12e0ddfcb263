"""The same said otherwise: other forms of words, dates, numbers and names. What is typed is asked for in all of them."""
