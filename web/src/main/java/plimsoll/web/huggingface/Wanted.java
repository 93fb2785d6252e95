package plimsoll.web.huggingface;

import java.util.List;
import java.util.Set;
import plimsoll.domain.repository.RepoKind;
import plimsoll.web.http.Request;

/// Which fields of a repository a client wants: those it names by `expand`, else what its kind of answer usually has.
///
/// @param fields their names in the protocol
record Wanted(Set<String> fields) {
    private static final Set<String> LISTED = Set.of(
            "likes",
            "trendingScore",
            "private",
            "downloads",
            "tags",
            "pipeline_tag",
            "library_name",
            "createdAt",
            "sdk",
            "lastModified",
            "gated",
            "releaseLevel");
    private static final Set<String> FULL = Set.of(
            "author",
            "sha",
            "lastModified",
            "private",
            "disabled",
            "gated",
            "releaseLevel",
            "likes",
            "trendingScore",
            "downloads",
            "tags",
            "pipeline_tag",
            "library_name",
            "createdAt",
            "sdk",
            "siblings");
    private static final Set<String> WHOLE = Set.of(
            "author",
            "sha",
            "lastModified",
            "private",
            "disabled",
            "gated",
            "releaseLevel",
            "likes",
            "downloads",
            "tags",
            "pipeline_tag",
            "library_name",
            "createdAt",
            "sdk",
            "siblings",
            "cardData",
            "model-index",
            "widgetData",
            "spaces",
            "config",
            "transformersInfo",
            "safetensors",
            "gguf",
            "usedStorage");

    Wanted {
        fields = Set.copyOf(fields);
    }

    /// What a listing is to show.
    static Wanted inListing(Request request, RepoKind kind) {
        var named = named(request);
        if (!named.isEmpty()) {
            return new Wanted(named);
        }
        boolean full = request.flag("full") || request.flag("config");
        // Datasets come in full unless asked otherwise.
        boolean usuallyFull = kind == RepoKind.DATASET && request.query("full").isEmpty();
        var fields = new java.util.HashSet<>(full ? FULL : LISTED);
        if (usuallyFull) {
            fields.addAll(Set.of("author", "sha", "disabled"));
        }
        if (request.flag("config")) {
            fields.add("config");
        }
        if (request.flag("cardData")) {
            fields.add("cardData");
        }
        return new Wanted(fields);
    }

    /// What the answer about one repository is to show.
    static Wanted inInfo(Request request) {
        var named = named(request);
        return new Wanted(named.isEmpty() ? WHOLE : named);
    }

    /// Whether anything of the model's own configuration is among it.
    boolean hasFacts() {
        return has("config") || has("transformersInfo");
    }

    boolean has(String field) {
        return fields.contains(field);
    }

    private static Set<String> named(Request request) {
        return Set.copyOf(request.queryAll("expand").stream()
                .flatMap(names -> List.of(names.split(",")).stream())
                .toList());
    }
}
