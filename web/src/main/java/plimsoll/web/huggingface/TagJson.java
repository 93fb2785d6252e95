package plimsoll.web.huggingface;

import java.util.List;
import java.util.regex.Pattern;
import plimsoll.hub.repositories.Facets;

/// A tag as clients list them by type.
///
/// @param id what to filter by
/// @param label what to show
/// @param type what it says: a licence, a language, a task, ...
record TagJson(String id, String label, String type) {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    static TagJson of(String tag, Facets facets) {
        int colon = tag.indexOf(':');
        if (colon > 0) {
            return new TagJson(tag, tag.substring(colon + 1), tag.substring(0, colon));
        }
        if (names(facets.tasks(), tag)) {
            return new TagJson(tag, tag, "pipeline_tag");
        }
        if (names(facets.libraries(), tag)) {
            return new TagJson(tag, tag, "library");
        }
        return new TagJson(tag, tag, LANGUAGE.matcher(tag).matches() ? "language" : "other");
    }

    private static boolean names(List<Facets.Count> counts, String tag) {
        return counts.stream().anyMatch(count -> count.name().equals(tag));
    }
}
