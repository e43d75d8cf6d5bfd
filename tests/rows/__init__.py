"""Tables that tests run over: one module a topic, one row a case. A new topic adds rows, not tests."""
