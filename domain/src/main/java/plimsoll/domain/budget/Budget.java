package plimsoll.domain.budget;

/// How much somebody may ask of models.
///
/// @param requests in five minutes
/// @param tokens on one day (UTC), read and written together
/// @param atOnce questions that are not answered to the end
public record Budget(long requests, long tokens, int atOnce) {
    /// Without a limit.
    public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

    public Budget {
        if (requests < 0 || tokens < 0 || atOnce < 0) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }

    /// Whether anything is limited.
    public boolean isLimited() {
        return !equals(UNLIMITED);
    }
}
