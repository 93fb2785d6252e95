package plimsoll.domain.identity;

/// How much of its owner's rights a credential carries.
public enum Scope {
    /// Looking only.
    READ,
    /// Everything its owner may do.
    WRITE
}
