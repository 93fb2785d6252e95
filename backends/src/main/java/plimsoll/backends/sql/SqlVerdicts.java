package plimsoll.backends.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.FileVerdict;
import plimsoll.hub.inspection.Verdicts;

/// What inspections said, as rows.
public final class SqlVerdicts implements Verdicts {
    private static final int AT_ONCE = 500;

    private static final String OF = """
            select content, name, verdict, report from file_verdict
            where version = :version and content in (<contents>)
            """;

    private static final String LAST = """
            select verdict, report from file_verdict where content = :content and name = :name
            order by at_millis desc limit 1
            """;

    private static final String KEEP = """
            insert into file_verdict (content, name, version, verdict, report, at_millis)
            values (:content, :name, :version, :verdict, :report, :at)
            on conflict (content, name, version) do nothing
            """;

    private static final String INSPECTED = """
            insert into inspected_repository (repository, version, at_millis) values (:repository, :version, :at)
            on conflict (repository) do update set version = excluded.version, at_millis = excluded.at_millis
            """;

    private static final String OUTDATED = """
            select r.id from repository r left join inspected_repository i on i.repository = r.id
            where r.id > :after and (i.version is null or i.version <> :version) order by r.id limit :limit
            """;

    private final Database database;

    /// Those in `database`.
    public SqlVerdicts(Database database) {
        this.database = database;
    }

    @Override
    public Map<Subject, FileVerdict> of(Collection<Subject> keys, String version) {
        var contents = keys.stream().map(Subject::content).distinct().toList();
        var wanted = java.util.Set.copyOf(keys);
        var found = new HashMap<Subject, FileVerdict>();
        for (int from = 0; from < contents.size(); from += AT_ONCE) {
            var some = contents.subList(from, Math.min(contents.size(), from + AT_ONCE));
            database.read(handle -> {
                handle.createQuery(OF)
                        .bind("version", version)
                        .bindList("contents", some)
                        .map((row, _) -> Map.entry(
                                new Subject(row.getString("content"), row.getString("name")),
                                FileVerdict.read(row.getString("verdict"), row.getString("report"))))
                        .filter(each -> wanted.contains(each.getKey()))
                        .forEach(each -> found.put(each.getKey(), each.getValue()));
                return true;
            });
        }
        return found;
    }

    @Override
    public Optional<FileVerdict> last(Subject key) {
        return database.read(handle -> handle.createQuery(LAST)
                .bind("content", key.content())
                .bind("name", key.name())
                .map((row, _) -> FileVerdict.read(row.getString("verdict"), row.getString("report")))
                .findOne());
    }

    @Override
    public void keep(Map<Subject, FileVerdict> verdicts, String version, Instant at) {
        if (verdicts.isEmpty()) {
            return;
        }
        database.write(handle -> {
            var batch = handle.prepareBatch(KEEP);
            for (var each : new ArrayList<>(verdicts.entrySet())) {
                batch.bind("content", each.getKey().content())
                        .bind("name", each.getKey().name())
                        .bind("version", version)
                        .bind("verdict", each.getValue().verdict().name())
                        .bind("report", each.getValue().text())
                        .bind("at", at.toEpochMilli())
                        .add();
            }
            return batch.execute();
        });
    }

    @Override
    public void inspected(RepositoryId repository, String version, Instant at) {
        database.write(handle -> handle.createUpdate(INSPECTED)
                .bind("repository", repository.hex())
                .bind("version", version)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public List<RepositoryId> outdated(String version, String after, int limit) {
        return database.read(handle -> handle.createQuery(OUTDATED)
                .bind("after", after)
                .bind("version", version)
                .bind("limit", limit)
                .map((row, _) -> new RepositoryId(row.getString("id")))
                .list());
    }
}
