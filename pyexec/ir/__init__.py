"""The typed intermediate representation, its printer, verifier and interpreter."""
