"""The prompts: for each thing that can be typed its label, how it is read, its echo and what Enter does; pure."""
