package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A repository's branches and tags.
///
/// @param branches the branches, the main one first
/// @param tags the tags
/// @param more how many are not shown, in words; empty when all are
/// @param form what to fill into the form when it is shown again
/// @param wrong what was wrong with what was sent
public record Refs(List<Ref> branches, List<Ref> tags, Optional<String> more, Form form, Optional<String> wrong) {
    public Refs {
        branches = List.copyOf(branches);
        tags = List.copyOf(tags);
    }

    /// A branch or a tag.
    ///
    /// @param name what people call it
    /// @param url the files it names
    /// @param newest the newest commit in it; empty when it cannot be read
    /// @param removable whether the visitor may remove it
    public record Ref(String name, String url, Optional<CommitLine> newest, boolean removable) {}

    /// What was typed.
    ///
    /// @param kind `branch` or `tag`
    /// @param name its name
    /// @param at the revision it begins at
    /// @param message a tag's message
    public record Form(String kind, String name, String at, String message) {}
}
