package plimsoll.hub.people;

/// Who can open an account without an admin doing it: a setting.
public enum Registration {
    /// Nobody.
    CLOSED,
    /// Whoever was sent an invitation.
    INVITATION,
    /// Anybody.
    OPEN
}
