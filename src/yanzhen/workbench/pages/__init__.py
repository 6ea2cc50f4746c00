"""What each page of the workbench shows: frozen views of a ledger, each with ``to_json()`` and its tables."""
