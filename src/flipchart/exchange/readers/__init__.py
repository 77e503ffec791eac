"""Lists as people have them, read row by row; no row is dropped."""
