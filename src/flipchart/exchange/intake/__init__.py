"""What a list adds to a session, row by row; the same list again adds nothing twice."""
