package plimsoll.domain.repository;

/// Whether strangers may know of a repository.
public enum Visibility {
    /// Anybody finds it.
    PUBLIC,
    /// Only those who belong to its namespace; to all others it does not exist.
    PRIVATE
}
