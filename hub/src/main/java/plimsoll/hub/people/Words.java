package plimsoll.hub.people;

/// What people may write about themselves.
final class Words {
    static final int MAX_FULL_NAME = 120;
    /// RFC 5321 allows no longer address.
    static final int MAX_EMAIL = 254;
    static final int MAX_DISPLAY_NAME = 100;
    static final int MAX_NOTE = 200;

    private Words() {}

    /// Whether it is one line of at most `max` characters.
    static boolean fit(String text, int max) {
        return text.length() <= max && text.chars().noneMatch(Character::isISOControl);
    }

    /// Whether mail could go there. Whether it does, only a mail can tell.
    static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return fit(text, MAX_EMAIL) && at > 0 && at < text.length() - 1 && text.indexOf(' ') < 0;
    }
}
