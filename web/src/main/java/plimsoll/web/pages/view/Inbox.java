package plimsoll.web.pages.view;

import java.util.List;

/// What an account was told.
///
/// @param notices the newest first
/// @param unread how many of all were not read
/// @param until the moment of the newest notice that is shown, in milliseconds: what comes later stays unread
public record Inbox(List<Notice> notices, int unread, long until) {
    public Inbox {
        notices = List.copyOf(notices);
    }

    /// A notice.
    public record Notice(String text, String url, Moment at, boolean isNew) {}
}
