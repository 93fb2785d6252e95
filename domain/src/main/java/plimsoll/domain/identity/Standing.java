package plimsoll.domain.identity;

/// Whether the holder of an account is let in.
public enum Standing {
    /// They are.
    ACTIVE,
    /// None of their credentials is accepted until an admin reinstates them. What they published stays.
    SUSPENDED
}
