package plimsoll.web.pages.view;

import java.util.List;

/// Where an account is signed in.
///
/// @param sessions each browser
public record Sessions(List<Session> sessions) {
    public Sessions {
        sessions = List.copyOf(sessions);
    }

    /// A browser that is signed in.
    ///
    /// @param id what the form to end it sends
    /// @param browser which, in a few words
    /// @param agent what it calls itself
    /// @param address where it signed in from
    /// @param since when it signed in
    /// @param seen when it was last here
    /// @param current whether it is this one
    public record Session(
            String id, String browser, String agent, String address, Moment since, Moment seen, boolean current) {}
}
