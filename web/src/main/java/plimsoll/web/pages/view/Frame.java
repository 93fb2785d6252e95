package plimsoll.web.pages.view;

import java.util.Optional;

/// What every page has around its content.
///
/// @param title the page's title, without the hub's name
/// @param visitor who looks at it; empty for a stranger
/// @param csrf the token every form sends back
/// @param theme day or night
/// @param assets where static files are
/// @param here the page's own address, path and query, to come back to
/// @param section the word of the head's link that is current: `models`, `datasets`, `spaces` or nothing
/// @param notice what has just been done, in a sentence
/// @param joinOpen whether strangers may make an account
public record Frame(
        String title,
        Optional<Visitor> visitor,
        String csrf,
        Theme theme,
        Assets assets,
        String here,
        String section,
        Optional<String> notice,
        boolean joinOpen) {

    /// Somebody signed in.
    ///
    /// @param name their account
    /// @param runs whether they run the hub
    /// @param watches whether they may look over all of the hub, as admins and auditors may
    /// @param unread how many notices they have not read
    public record Visitor(String name, boolean runs, boolean watches, int unread) {
        /// More than this nobody counts.
        private static final int COUNTED = 99;

        /// How many notices they have not read, as short as a badge.
        public String badge() {
            return unread > COUNTED ? COUNTED + "+" : Integer.toString(unread);
        }
    }
}
