"""What hostile content cannot do; `docs/security.md` names these files, claim by claim."""
