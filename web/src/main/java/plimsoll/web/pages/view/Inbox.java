package plimsoll.web.pages.view;

import java.util.List;

/// What an account was told.
///
/// @param notices the newest first
public record Inbox(List<Notice> notices) {
    public Inbox {
        notices = List.copyOf(notices);
    }

    /// A notice.
    public record Notice(String text, String url, Moment at) {}
}
