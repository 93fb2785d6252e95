package plimsoll.web.pages.view;

/// A commit in one line.
///
/// @param title the first line of its message
/// @param url its page
/// @param shortOid the beginning of its id
/// @param oid its id
/// @param author who made it
/// @param at when
public record CommitLine(String title, String url, String shortOid, String oid, String author, Moment at) {}
