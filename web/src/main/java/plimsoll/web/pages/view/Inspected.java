package plimsoll.web.pages.view;

import java.util.List;

/// What an inspection said of a file.
///
/// @param word the verdict in a word or two: `safe`, `not safe`, `suspicious`, ...
/// @param manner how it looks: `good`, `held`, `bad`
/// @param sentence what follows from it
/// @param found what was found, the reason for the verdict first
/// @param imports the names that its pickles import
public record Inspected(String word, String manner, String sentence, List<Found> found, List<String> imports) {
    public Inspected {
        found = List.copyOf(found);
        imports = List.copyOf(imports);
    }

    /// Whether it is worth a word: what is safe is not.
    public boolean isTold() {
        return !manner.equals("good");
    }

    /// Something that was found.
    ///
    /// @param reason one clause
    /// @param place where, in words
    /// @param bytes the bytes there, in hexadecimal and as text; empty where they cannot be shown
    public record Found(String reason, String place, String bytes) {}
}
