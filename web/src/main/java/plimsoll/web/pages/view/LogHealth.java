package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// How the public log is doing, and how to check it.
///
/// @param origin what it is called
/// @param size how many entries are published; 0 before the first
/// @param published when the newest checkpoint was signed
/// @param waiting how many entries are written and not published yet
/// @param refusal why nothing is signed, when that is so
/// @param checkpoint the newest checkpoint as it is served, or nothing
/// @param keys those that check it
/// @param newest the newest entries
public record LogHealth(
        String origin,
        long size,
        Optional<Moment> published,
        long waiting,
        Optional<String> refusal,
        String checkpoint,
        List<Key> keys,
        List<Line> newest) {
    /// A key.
    ///
    /// @param vkey as people hand it on
    /// @param algorithm what it signs with
    /// @param state whether it signs or is retired
    public record Key(String vkey, String algorithm, String state) {}

    /// An entry.
    ///
    /// @param position its place
    /// @param json what it says
    public record Line(long position, String json) {}
}
