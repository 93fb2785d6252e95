package plimsoll.web.pages.view;

import java.util.List;

/// What those who watch over the hub see of all releases.
///
/// @param recalls those in force
/// @param agreements of every publisher
/// @param deeds the latest deeds that concern releases
public record Oversight(List<Recall> recalls, List<Agreements.Agreement> agreements, List<Deed> deeds) {
    public Oversight {
        recalls = List.copyOf(recalls);
        agreements = List.copyOf(agreements);
        deeds = List.copyOf(deeds);
    }

    /// What can be exported.
    public List<String> sheets() {
        return List.of("releases", "plans", "decisions", "grants", "incidents");
    }

    /// A recall.
    public record Recall(String page, String notice, String by, Moment at) {}

    /// A deed.
    ///
    /// @param what its kind
    /// @param by who did it
    /// @param subject to what: a repository's page, or an id
    /// @param url the page; empty where there is none
    /// @param details the rest, a line each
    /// @param at when
    public record Deed(String what, String by, String subject, String url, List<String> details, Moment at) {
        public Deed {
            details = List.copyOf(details);
        }
    }
}
