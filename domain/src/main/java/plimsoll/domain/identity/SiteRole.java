package plimsoll.domain.identity;

/// What an account is on this hub as a whole.
public enum SiteRole {
    /// Publishes and downloads.
    MEMBER,
    /// Runs the hub: may read, change and remove everything on it.
    ADMIN,
    /// Reads everything about releases and writes nothing: a regulator, an outside auditor.
    AUDITOR
}
