package plimsoll.web.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;

/// What the address of a register asks for. The names are those of the Hub's listing API, so that an address can be
/// taken from one to the other.
///
/// @param path the register's path
/// @param parameters names and values, in the order they are written; a name may come twice
record ListingQuery(String path, List<Parameter> parameters) {
    static final String SEARCH = "search";
    static final String TASK = "pipeline_tag";
    static final String LIBRARY = "library";
    static final String TAG = "filter";
    static final String AUTHOR = "author";
    static final String SIZE = "size";
    static final String SORT = "sort";
    static final String CURSOR = "cursor";

    private static final List<String> NAMES = List.of(SEARCH, TASK, LIBRARY, TAG, AUTHOR, SIZE, SORT, CURSOR);
    private static final int MAX_VALUE_CHARACTERS = 200;

    ListingQuery {
        parameters = List.copyOf(parameters);
    }

    record Parameter(String name, String value) {}

    static ListingQuery of(Request request) {
        var parameters = new ArrayList<Parameter>();
        for (var name : NAMES) {
            request.queryAll(name).stream()
                    .filter(value -> !value.isBlank() && value.length() <= MAX_VALUE_CHARACTERS)
                    .limit(name.equals(TAG) ? SearchRepositories.MAX_TAGS : 1)
                    .forEach(value -> parameters.add(new Parameter(name, value.strip())));
        }
        return new ListingQuery(request.rawPath(), parameters);
    }

    Optional<String> first(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name.equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    boolean has(String name, String value) {
        return parameters.contains(new Parameter(name, value));
    }

    /// With one more value; in place of another, but for tags, of which there may be several.
    ListingQuery with(String name, String value) {
        var others = without(CURSOR);
        var more = new ArrayList<>(name.equals(TAG) ? others.parameters : others.without(name).parameters);
        more.add(new Parameter(name, value));
        return new ListingQuery(path, more);
    }

    /// Without these names.
    ListingQuery without(String... names) {
        var gone = Set.of(names);
        return new ListingQuery(
                path,
                parameters.stream()
                        .filter(parameter -> !gone.contains(parameter.name))
                        .toList());
    }

    /// Without one value, back on the first page.
    ListingQuery less(Parameter parameter) {
        var fewer = new ArrayList<>(without(CURSOR).parameters);
        fewer.remove(parameter);
        return new ListingQuery(path, fewer);
    }

    /// The other value if it is not there, and gone if it is.
    ListingQuery toggled(String name, String value) {
        return has(name, value) ? less(new Parameter(name, value)) : with(name, value);
    }

    String url() {
        var url = new StringBuilder(path);
        for (var parameter : parameters) {
            url.append(url.length() == path.length() ? '?' : '&')
                    .append(parameter.name)
                    .append('=')
                    .append(Percent.encode(parameter.value));
        }
        return url.toString();
    }

    Search search(Recipient asker, RepoKind kind, int limit) {
        var tags = new HashSet<String>();
        parameters.stream()
                .filter(parameter -> parameter.name.equals(TAG))
                .forEach(parameter -> tags.add(parameter.value));
        var words = first(SEARCH).stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+", -1)))
                .filter(word -> !word.isEmpty() && word.length() <= SearchRepositories.MAX_WORD_CHARACTERS)
                .limit(SearchRepositories.MAX_WORDS)
                .toList();
        return new Search(
                asker,
                kind,
                words,
                first(AUTHOR),
                tags,
                first(TASK),
                first(LIBRARY),
                first(SIZE).flatMap(SizeClass::named).map(SizeClass::range).orElse(Search.Between.ANY),
                SortOrder.named(first(SORT).orElse("")).order(),
                true,
                first(CURSOR),
                limit);
    }
}
