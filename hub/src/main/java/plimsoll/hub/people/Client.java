package plimsoll.hub.people;

/// The program somebody comes with, as far as it says and we see.
///
/// @param name its `User-Agent`, cut to `MAX_NAME` characters and freed of control characters; may be empty
/// @param address the network address it comes from
public record Client(String name, String address) {
    /// As much of a `User-Agent` as a person reads on a page.
    public static final int MAX_NAME = 200;

    /// The longest text form of an address, with a zone.
    private static final int MAX_ADDRESS = 64;

    public Client {
        name = clean(name, MAX_NAME);
        address = clean(address, MAX_ADDRESS);
    }

    private static String clean(String text, int limit) {
        var shown = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(limit)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
