package plimsoll.app.config;

/// Which Plimsoll this is.
public final class Version {
    /// What this program calls itself.
    public static final String SOFTWARE = "Plimsoll 0.1.0";

    /// The tag of its source code.
    public static final String TAG = "v0.1.0";

    private Version() {}
}
