"""The page of questions: every operation on it has the answer that stands there, on both stores."""
