package plimsoll.app.config;

/// Something was set that cannot be: an unknown name, or a value that makes no sense. The start stops with it.
public final class BadSetting extends Exception {
    private static final long serialVersionUID = 1;

    /// With what is wrong and what would be right.
    public BadSetting(String message) {
        super(message);
    }
}
