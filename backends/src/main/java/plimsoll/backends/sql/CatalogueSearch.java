package plimsoll.backends.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.Search.Between;

/// One search, from its question to its page.
///
/// There are two ways to find a page. *Walking* goes along the index that has the wanted order and keeps what fits:
/// quick when much fits. *Looking up* takes all repositories under the rarest of the terms that a hit must have and
/// sorts those that fit: quick when the term is rare. A search whose rarest term is rare looks up; any other walks, but
/// only so far, and looks up after all when that did not fill the page. So the worst case is a search of frequent terms
/// that hardly occur together, or one without terms (two letters, a range of parameters) that hardly anything fits.
final class CatalogueSearch {
    /// Up to so many repositories under a term, looking up takes about as long as walking to a page of such hits.
    private static final int RARE = 1_000;
    /// How far to walk before looking up: a term rarer than one in a hundred was looked up in the first place, so a
    /// full page is usually found long before.
    private static final int WALK = 5_000;
    /// Terms to weigh against each other; further ones of a long query hardly are rarer.
    private static final int WEIGHED = 24;
    /// The most that the cards on one page may add up to, in characters: a page may have many, and each may be long.
    private static final int CARDS_CHARACTERS = 8_000_000;

    private static final String COUNT = """
            select count(*) from (select 1 from repository_term where term = :term limit :most) bounded
            """;

    private static final String CARD = """
            select c.json, c.facts from repository_card c join repository r on r.number = c.number where r.id = :id
            """;

    private final Handle handle;
    private final Search search;
    private final Sight sight;
    private final SortColumn sort;
    private final Optional<Cursor> start;
    private final List<String> terms;

    CatalogueSearch(Handle handle, Search search, Instant now) {
        this.handle = handle;
        this.search = search;
        this.sight = Sight.of(handle, search.asker(), now);
        this.sort = SortColumn.of(search.order());
        this.start = Cursor.read(search.cursor(), listing(search));
        this.terms = SearchTerms.wanted(search);
    }

    Page<Listed> page() {
        var lead = lead();
        if (lead.isPresent() && lead.get().count() <= RARE) {
            return page(lookedUp(lead.get().term()));
        }
        var walked = walked(lead.isPresent());
        return page(walked.orElseGet(() -> lookedUp(lead.orElseThrow().term())));
    }

    /// Every statement this search may run, for those who look at plans.
    List<String> statements() {
        var statements = new ArrayList<String>();
        sight.ranges().forEach(range -> statements.add(walk(range, true)));
        statements.add(lookUp());
        return statements;
    }

    private record Texts(String json, String facts) {
        static final Texts NONE = new Texts(Card.NONE.json(), Description.NO_FACTS);
    }

    private record Lead(String term, int count) {}

    private Optional<Lead> lead() {
        return terms.stream()
                .limit(WEIGHED)
                .map(term -> new Lead(term, count(term)))
                .min(Comparator.comparingInt(Lead::count));
    }

    private int count(String term) {
        return handle.createQuery(COUNT)
                .bind("term", term)
                .bind("most", RARE + 1)
                .mapTo(Integer.class)
                .one();
    }

    private List<Listed> lookedUp(String lead) {
        var sql = lookUp();
        return bound(sql).bind("lead", lead).map((row, _) -> Rows.listed(row)).list();
    }

    private String lookUp() {
        return """
                select %s from repository_term lead cross join repository r
                where lead.term = :lead and r.number = lead.number and r.kind = :kind and %s %s %s %s
                """.formatted(Rows.LISTING, sight.condition(), conditions(), after(), inOrder());
    }

    /// One page by walking; empty when it is not full although there is more to walk.
    private Optional<List<Listed>> walked(boolean canLookUp) {
        var found = new ArrayList<Listed>();
        for (var range : sight.ranges()) {
            var end = canLookUp ? end(range) : Optional.<Cursor>empty();
            var sql = walk(range, end.isPresent());
            var query = bound(sql);
            end.ifPresent(cursor -> query.bind("end_value", cursor.value()).bind("end_id", cursor.tie()));
            var part = query.map((row, _) -> Rows.listed(row)).list();
            if (end.isPresent() && part.size() <= search.limit()) {
                return Optional.empty();
            }
            found.addAll(part);
        }
        found.sort(order());
        return Optional.of(found);
    }

    private String walk(String range, boolean bounded) {
        return """
                select %s from repository r
                where r.kind = :kind and %s %s %s %s %s
                """.formatted(Rows.LISTING, range, conditions(), after(), bounded ? before() : "", inOrder());
    }

    /// The row at which a walk along `range` gives up; empty when the walk is shorter anyway. Only the index is read.
    private Optional<Cursor> end(String range) {
        var visibility = range.contains("'PUBLIC'") ? "r.visibility = 'PUBLIC'" : "r.visibility = 'PRIVATE'";
        var sql = """
                select r.%1$s as value, r.id as tie from repository r
                where r.kind = :kind and %2$s %3$s
                order by r.%1$s %4$s, r.id %4$s limit 1 offset :walk
                """.formatted(sort.column(), visibility, after(), direction());
        var query = handle.createQuery(sql).bind("kind", search.kind().name()).bind("walk", WALK);
        start.ifPresent(cursor -> query.bind("value", cursor.value()).bind("tie", cursor.tie()));
        return query.map((row, _) -> new Cursor(row.getLong("value"), row.getString("tie")))
                .findOne();
    }

    private String conditions() {
        var sql = new StringBuilder(" and r.recalled = 0");
        if (search.gated().isPresent()) {
            sql.append(search.gated().get() ? " and r.gating <> 'NONE'" : " and r.gating = 'NONE'");
        }
        for (int i = 0; i < search.words().size(); i++) {
            sql.append(" and r.search_text like :word").append(i).append(" escape '!'");
        }
        // The words' own terms need no second look: the text itself was compared.
        var exact = exactTerms();
        for (int i = 0; i < exact.size(); i++) {
            sql.append("""
                     and exists (select 1 from repository_term t where t.term = :term%d and t.number = r.number)
                    """.formatted(i));
        }
        if (!search.parameters().equals(Between.ANY)) {
            sql.append(" and r.parameters between :least and :most");
        }
        return sql.toString();
    }

    private List<String> exactTerms() {
        return terms.stream().filter(term -> !SearchTerms.isGram(term)).toList();
    }

    private String after() {
        return start.isEmpty() ? "" : "and (r.%s, r.id) %s (:value, :tie)".formatted(sort.column(), onward());
    }

    private String before() {
        return "and (:end_value, :end_id) %s (r.%s, r.id)".formatted(onward(), sort.column());
    }

    private String onward() {
        return search.descending() ? "<" : ">";
    }

    private String direction() {
        return search.descending() ? "desc" : "asc";
    }

    private String inOrder() {
        return "order by r.%1$s %2$s, r.id %2$s limit :limit".formatted(sort.column(), direction());
    }

    private Query bound(String sql) {
        var query = sight.bind(handle.createQuery(sql), sql)
                .bind("kind", search.kind().name())
                .bind("limit", search.limit() + 1);
        for (int i = 0; i < search.words().size(); i++) {
            query.bind("word" + i, "%" + escaped(search.words().get(i)) + "%");
        }
        var exact = exactTerms();
        for (int i = 0; i < exact.size(); i++) {
            query.bind("term" + i, exact.get(i));
        }
        if (!search.parameters().equals(Between.ANY)) {
            query.bind("least", search.parameters().least())
                    .bind("most", search.parameters().most());
        }
        start.ifPresent(cursor -> query.bind("value", cursor.value()).bind("tie", cursor.tie()));
        return query;
    }

    private static String escaped(String word) {
        return word.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    private Comparator<Listed> order() {
        var up = Comparator.comparingLong(sort::value)
                .thenComparing(listed -> listed.repository().id().hex());
        return search.descending() ? up.reversed() : up;
    }

    private Page<Listed> page(List<Listed> found) {
        var items = found.subList(0, Math.min(search.limit(), found.size()));
        if (search.cards()) {
            items = withCards(items);
        }
        return new Page<>(
                items, items.size() == found.size() ? Optional.empty() : Optional.of(cursor(items.getLast())));
    }

    /// The same with their cards, or the first of them when their cards become too much: the page is shorter then.
    private List<Listed> withCards(List<Listed> items) {
        var whole = new ArrayList<Listed>();
        long characters = 0;
        for (var item : items) {
            var card = handle.createQuery(CARD)
                    .bind("id", item.repository().id().hex())
                    .map((row, _) -> new Texts(row.getString("json"), row.getString("facts")))
                    .findOne()
                    .orElse(Texts.NONE);
            characters += card.json.length() + card.facts.length();
            if (characters > CARDS_CHARACTERS && !whole.isEmpty()) {
                break;
            }
            whole.add(Rows.withCard(item, card.json, card.facts));
        }
        return whole;
    }

    private String cursor(Listed last) {
        return new Cursor(sort.value(last), last.repository().id().hex()).text(listing(search));
    }

    /// All of a search but its page and its asker: the same search by another person goes on where it was.
    private static String listing(Search search) {
        return String.join(
                "\n",
                search.kind().name(),
                search.words().toString(),
                search.author().orElse(""),
                search.tags().stream().sorted().toList().toString(),
                search.task().orElse(""),
                search.library().orElse(""),
                search.parameters().toString(),
                search.order().name(),
                search.gated().toString(),
                Boolean.toString(search.descending()));
    }
}
