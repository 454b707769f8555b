"""The pages that ask about people: who acts for whom, the children and their parents."""
