package plimsoll.web.http;

/// What a route serves, and so who asks the gate on its behalf. Every route has one, and a test walks them all.
public enum Door {
    /// Nothing of any repository: sign-in, static files, health.
    OPEN,
    /// The caller's own account, or this hub's administration.
    OWN,
    /// Many repositories: only those its asker may know of.
    LISTING,
    /// One repository: its handler gets a pass, or the asker a refusal.
    REPOSITORY,
    /// What a signed, expiring address names. The gate was asked when it was signed, and is asked again by the handler.
    SIGNED
}
