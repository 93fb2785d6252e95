package plimsoll.web.pages.view;

import java.util.List;

/// What is known of a repository, as its Line tab shows it.
///
/// @param commit the revision; empty text where there is none yet
/// @param facts what is known
/// @param unknown what is not
/// @param findings what cannot be true, as sentences
public record LinePage(String commit, List<Fact> facts, List<String> unknown, List<String> findings) {
    public LinePage {
        facts = List.copyOf(facts);
        unknown = List.copyOf(unknown);
        findings = List.copyOf(findings);
    }

    /// A fact.
    ///
    /// @param name what it is about
    /// @param value what it says, with its unit
    /// @param kind who says so
    /// @param source how they know
    /// @param counts whether no weightier fact of the same name stands above it
    public record Fact(String name, String value, String kind, String source, boolean counts) {}
}
