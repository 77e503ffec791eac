"""The formats: lists that come in, plans that go out, and the agendas to start from."""
