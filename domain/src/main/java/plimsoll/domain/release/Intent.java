package plimsoll.domain.release;

/// What somebody wants to do with a repository.
public enum Intent {
    /// Know of it: what it is called, what is said of it, and that it was recalled.
    LOOK,
    /// Take what is in it.
    READ,
    /// Change what is in it.
    WRITE,
    /// Rename, release, hide, show or delete it.
    ADMINISTER
}
