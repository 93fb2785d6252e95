package plimsoll.web.pages.view;

/// The page that lets a web app act for its visitor.
///
/// @param step what comes now
public record AppSignIn(Step step) {
    /// What comes now.
    public sealed interface Step {}

    /// The visitor is asked whether they mean it.
    ///
    /// @param origin where the app lives
    /// @param name what it calls itself
    /// @param writes whether it wants to change things
    /// @param account which account it would act for
    /// @param address where the answer goes
    public record Confirm(String origin, String name, boolean writes, String account, String address) implements Step {}

    /// It is decided, and the visitor goes back to the app.
    ///
    /// @param origin where it lives
    /// @param address where to go
    public record GoOn(String origin, String address) implements Step {}
}
