"""What the screens show, as lines and rows of styled words; plain Python without widgets."""
