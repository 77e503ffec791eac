"""Pictures of the real program: a terminal to run it in, a painter of cells, and the way past every screen."""
