package plimsoll.domain.release;

/// What somebody wants to do with a repository.
public enum Intent {
    /// Look at it or take what is in it.
    READ,
    /// Change what is in it.
    WRITE,
    /// Rename, hide, show or delete it.
    ADMINISTER
}
