"""The questions and boxes into which words are typed: what each is called, understands, echoes and does; pure."""
