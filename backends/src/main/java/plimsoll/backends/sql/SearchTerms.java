package plimsoll.backends.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.repositories.Search;

/// The words of the inverted index `repository_term`. Each begins with its kind of repository and its class, so that
/// one table serves all: `mg` + three letters of a model's name, `mt` + a tag, `mb` + a base model, `mk` + a task,
/// `ml` + a library, `mn` + a namespace.
final class SearchTerms {
    /// Three letters: two are too common to help, four would double the words to look up for short queries.
    static final int GRAM_CHARACTERS = 3;

    private SearchTerms() {}

    static String nameText(RepoName name) {
        return name.key();
    }

    /// Every term a repository is found by.
    static Set<String> of(RepoKind kind, RepoName name, Card card) {
        var terms = new HashSet<>(ofName(kind, name));
        card.tags().forEach(tag -> terms.add(tag(kind, tag)));
        card.baseModels().forEach(model -> terms.add(baseModel(kind, model)));
        card.task().ifPresent(task -> terms.add(prefix(kind, 'k') + task));
        card.library().ifPresent(library -> terms.add(prefix(kind, 'l') + library));
        return terms;
    }

    /// Those of them that a new name changes.
    static Set<String> ofName(RepoKind kind, RepoName name) {
        var terms = new HashSet<>(grams(kind, nameText(name)));
        terms.add(prefix(kind, 'n') + name.namespace().key());
        return terms;
    }

    /// Terms that whatever a search finds must have; none when the search says nothing that is indexed.
    static List<String> wanted(Search search) {
        var terms = new TreeSet<String>();
        search.words().forEach(word -> terms.addAll(grams(search.kind(), word.toLowerCase(Locale.ROOT))));
        search.tags().forEach(tag -> terms.add(tag(search.kind(), tag)));
        search.task().ifPresent(task -> terms.add(prefix(search.kind(), 'k') + task));
        search.library().ifPresent(library -> terms.add(prefix(search.kind(), 'l') + library));
        search.author().ifPresent(author -> terms.add(prefix(search.kind(), 'n') + author.toLowerCase(Locale.ROOT)));
        return List.copyOf(terms);
    }

    private static String tag(RepoKind kind, String tag) {
        return tagPrefix(kind) + tag;
    }

    static String tagPrefix(RepoKind kind) {
        return prefix(kind, 't');
    }

    static String baseModel(RepoKind kind, String model) {
        return baseModelPrefix(kind) + model;
    }

    static String baseModelPrefix(RepoKind kind) {
        return prefix(kind, 'b');
    }

    static boolean isGram(String term) {
        return term.charAt(1) == 'g';
    }

    private static Set<String> grams(RepoKind kind, String text) {
        var grams = new HashSet<String>();
        for (int i = 0; i + GRAM_CHARACTERS <= text.length(); i++) {
            grams.add(prefix(kind, 'g') + text.substring(i, i + GRAM_CHARACTERS));
        }
        return grams;
    }

    private static String prefix(RepoKind kind, char sort) {
        return kind.singular().substring(0, 1) + sort;
    }
}
