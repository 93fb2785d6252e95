package plimsoll.web.huggingface;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.Search.Between;
import plimsoll.hub.repositories.Search.Order;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;

/// Reads a search off the query of a listing.
final class SearchQuery {
    private static final int LIMIT = 1_000;
    private static final int LIMIT_WITH_CARDS = 100;
    /// `min:6B`, `max:128B`, or both with a comma between.
    private static final Pattern BOUND = Pattern.compile("(min|max):([0-9]{1,18}(?:\\.[0-9]{1,6})?)([KMBT]?)");
    /// Local apps that run one file in this format; what else clients call an app loads safetensors.
    private static final Set<String> GGUF_APPS = Set.of(
            "llama.cpp",
            "ollama",
            "lmstudio",
            "jan",
            "koboldcpp",
            "llamafile",
            "docker-model-runner",
            "node-llama-cpp");

    private final Request request;
    private final RepoKind kind;

    private SearchQuery(Request request, RepoKind kind) {
        this.request = request;
        this.kind = kind;
    }

    /// The search that a request asks for; empty when nothing on this hub can fit it.
    ///
    /// @throws Refused (400) for what cannot be understood
    static Optional<Search> read(Request request, RepoKind kind, Wanted wanted) {
        var query = new SearchQuery(request, kind);
        // No model is served by somebody else's inference here.
        boolean impossible = request.query("inference").isPresent()
                || request.query("inference_provider").isPresent();
        if (impossible) {
            return Optional.empty();
        }
        var search = query.search(wanted);
        return Optional.of(request.query("gated").isPresent() ? search.onTerms(request.flag("gated")) : search);
    }

    private Search search(Wanted wanted) {
        boolean cards = wanted.has("cardData") || wanted.has("safetensors") || wanted.hasFacts();
        boolean heavy = cards || wanted.has("siblings") || wanted.has("childrenModelCount");
        int usual = heavy ? LIMIT_WITH_CARDS : LIMIT;
        return new Search(
                request.recipient(),
                kind,
                words(),
                request.query("author").filter(author -> !author.isEmpty()),
                tags(),
                request.query("pipeline_tag").filter(task -> !task.isEmpty()),
                request.query("library").filter(library -> !library.isEmpty()),
                parameters(),
                order(),
                descending(),
                request.query("cursor"),
                Paging.limit(request, usual, usual),
                cards);
    }

    private List<String> words() {
        var words = new ArrayList<String>();
        for (var text : request.queryAll("search")) {
            for (var word : text.strip().split("\\s+", -1)) {
                if (word.length() > SearchRepositories.MAX_WORD_CHARACTERS) {
                    throw new Refused(400, "No name is as long as this word of 'search'.");
                }
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        if (words.size() > SearchRepositories.MAX_WORDS) {
            throw new Refused(400, "Search for at most %d words.".formatted(SearchRepositories.MAX_WORDS));
        }
        return words;
    }

    private Set<String> tags() {
        var tags = new LinkedHashSet<String>();
        for (var filters : request.queryAll("filter")) {
            for (var filter : filters.split(",", -1)) {
                tag(filter.strip()).ifPresent(tags::add);
            }
        }
        request.queryAll("models").forEach(model -> tags.add("model:" + model));
        request.queryAll("datasets").forEach(dataset -> tags.add("dataset:" + dataset));
        request.queryAll("apps").forEach(app -> tags.add(GGUF_APPS.contains(app) ? "gguf" : "safetensors"));
        if (tags.size() > SearchRepositories.MAX_TAGS) {
            throw new Refused(400, "Filter by at most %d tags.".formatted(SearchRepositories.MAX_TAGS));
        }
        return tags;
    }

    /// Models carry their languages without a prefix, datasets with one; clients send it for both.
    private Optional<String> tag(String filter) {
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        boolean language = kind == RepoKind.MODEL && filter.startsWith("language:");
        return Optional.of(language ? filter.substring("language:".length()) : filter);
    }

    private Between parameters() {
        var text = request.query("num_parameters").filter(range -> !range.isEmpty());
        if (text.isEmpty()) {
            return Between.ANY;
        }
        long least = 0;
        long most = Long.MAX_VALUE;
        for (var part : text.get().split(",", 3)) {
            var bound = BOUND.matcher(part.strip());
            if (!bound.matches()) {
                throw new Refused(400, "'num_parameters' is written like min:6B,max:128B");
            }
            double number = Double.parseDouble(bound.group(2)) * unit(bound.group(3));
            if (bound.group(1).equals("min")) {
                least = (long) Math.ceil(number);
            } else {
                most = (long) number;
            }
        }
        return new Between(least, most);
    }

    private static double unit(String suffix) {
        return switch (suffix) {
            case "K" -> 1e3;
            case "M" -> 1e6;
            case "B" -> 1e9;
            case "T" -> 1e12;
            default -> 1;
        };
    }

    private Order order() {
        var sort = request.query("sort").filter(word -> !word.isEmpty()).orElse("trendingScore");
        return switch (sort) {
            case "trendingScore", "trending_score", "trending", "likes7d" -> Order.TRENDING;
            case "likes" -> Order.LIKES;
            case "downloads", "downloadsAllTime" -> Order.DOWNLOADS;
            case "createdAt", "created_at", "created" -> Order.CREATED;
            case "lastModified", "last_modified", "modified" -> Order.CHANGED;
            default ->
                throw new Refused(400, "'sort' is one of trendingScore, likes, downloads, createdAt, lastModified.");
        };
    }

    private boolean descending() {
        return !request.query("direction").map("1"::equals).orElse(false);
    }
}
