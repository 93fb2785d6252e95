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
    /// @param since when it signed in
    /// @param until when that ends by itself
    /// @param current whether it is this one
    public record Session(String id, Moment since, Moment until, boolean current) {}
}
