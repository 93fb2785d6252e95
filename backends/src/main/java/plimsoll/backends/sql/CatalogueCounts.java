package plimsoll.backends.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.repositories.Facets;
import plimsoll.hub.repositories.Facets.Count;

/// How many repositories of a kind, among those somebody may know of, have what in common. Each figure reads the whole
/// kind, so callers keep what they got for a while.
///
/// @param handle where to ask
/// @param sight what the asker sees
/// @param kind of which repositories
record CatalogueCounts(Handle handle, Sight sight, RepoKind kind) {
    /// As many derivatives are counted; of what has more, that there are as many is told.
    private static final int MOST_DERIVATIVES = 10_000;

    Facets facets(int most) {
        return new Facets(
                all(),
                byColumn("task", most),
                byColumn("library", most),
                byColumn("licence", most),
                byTerm(SearchTerms.baseModelPrefix(kind), most));
    }

    List<Count> tags(int most) {
        return byTerm(SearchTerms.tagPrefix(kind), most);
    }

    long derivatives(RepoName model) {
        return query("""
                select count(*) from (
                    select 1 from repository_term t join repository r on r.number = t.number
                    where t.term = :term and r.kind = :kind and r.recalled = 0 and %s limit :most) bounded
                """.formatted(sight.condition()))
                .bind("term", SearchTerms.baseModel(kind, model.toString()))
                .bind("most", MOST_DERIVATIVES)
                .mapTo(Long.class)
                .one();
    }

    private long all() {
        return query("""
                select count(*) from repository r where r.kind = :kind and r.recalled = 0 and %s
                """.formatted(sight.condition())).mapTo(Long.class).one();
    }

    private List<Count> byColumn(String column, int most) {
        var sql = """
                select r.%1$s as name, count(*) as repositories from repository r
                where r.kind = :kind and r.recalled = 0 and %2$s and r.%1$s is not null
                group by r.%1$s order by repositories desc, name limit :most
                """.formatted(column, sight.condition());
        return query(sql)
                .bind("most", most)
                .map((row, _) -> new Count(row.getString("name"), row.getLong("repositories")))
                .list();
    }

    private List<Count> byTerm(String prefix, int most) {
        // The term after the last one with this prefix begins with the next character.
        var beyond = prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
        var sql = """
                select t.term as name, count(*) as repositories
                from repository_term t join repository r on r.number = t.number
                where t.term >= :prefix and t.term < :beyond and r.kind = :kind and r.recalled = 0 and %s
                group by t.term order by repositories desc, name limit :most
                """.formatted(sight.condition());
        return query(sql)
                .bind("prefix", prefix)
                .bind("beyond", beyond)
                .bind("most", most)
                .map((row, _) ->
                        new Count(row.getString("name").substring(prefix.length()), row.getLong("repositories")))
                .list();
    }

    private Query query(String sql) {
        return sight.bind(handle.createQuery(sql), sql).bind("kind", kind.name());
    }
}
