package plimsoll.domain.identity;

/// What an account is within one organisation. Each role includes the ones before it.
public enum OrganisationRole {
    /// Sees the organisation's private repositories.
    READ,
    /// Publishes to its repositories.
    WRITE,
    /// Creates, moves and deletes its repositories and says who belongs to it.
    ADMIN;

    /// Whether this role includes `other`.
    public boolean includes(OrganisationRole other) {
        return compareTo(other) >= 0;
    }
}
