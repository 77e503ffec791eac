"""The boxes into which people's words are typed: what each is called, understands, echoes and does; pure.

One file a box. A box never refuses words: what it cannot read stays in the line, with a hint.
"""
