"""The grammar: from sentences to figures and relations. Everything works on a view of equal length."""
