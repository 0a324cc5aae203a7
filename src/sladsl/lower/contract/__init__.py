"""What a contract says, section by section: each module turns one part of an agreement into clauses."""
