package plimsoll.backends.sql;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.personaldata.FileScan;
import plimsoll.hub.personaldata.Gist;
import plimsoll.hub.personaldata.PersonalDataScans;

/// What scans for personal data found, as rows.
public final class SqlPersonalDataScans implements PersonalDataScans {
    private static final int AT_ONCE = 500;

    private static final String OF =
            "select content, name, version, report, at_millis from personal_data_scan where content in (<contents>)";

    private static final String KEEP = """
            insert into personal_data_scan (content, name, version, report, at_millis)
            values (:content, :name, :version, :report, :at)
            on conflict (content, name) do update set version = excluded.version, report = excluded.report,
                at_millis = excluded.at_millis
            """;

    private static final String SCANNED = """
            insert into personal_data_scanned (repository, version, at_millis, commit_oid, most, unread)
            values (:repository, :version, :at, :commit, :most, :unread)
            on conflict (repository) do update set version = excluded.version, at_millis = excluded.at_millis,
                commit_oid = excluded.commit_oid, most = excluded.most, unread = excluded.unread
            """;

    private static final String GIST = """
            select commit_oid, most, unread from personal_data_scanned
            where repository = :repository and commit_oid is not null
            """;

    private static final String OUTDATED = """
            select r.id from repository r left join personal_data_scanned s on s.repository = r.id
            where r.id > :after and (s.version is null or s.version <> :version) order by r.id limit :limit
            """;

    private final Database database;

    /// Those in `database`.
    public SqlPersonalDataScans(Database database) {
        this.database = database;
    }

    @Override
    public Map<Subject, Kept> of(Collection<Subject> keys) {
        var wanted = Set.copyOf(keys);
        var contents = keys.stream().map(Subject::content).distinct().toList();
        var found = new HashMap<Subject, Kept>();
        for (int from = 0; from < contents.size(); from += AT_ONCE) {
            var some = contents.subList(from, Math.min(contents.size(), from + AT_ONCE));
            database.read(handle -> {
                handle.createQuery(OF)
                        .bindList("contents", some)
                        .map((row, _) -> Map.entry(
                                new Subject(row.getString("content"), row.getString("name")),
                                new Kept(
                                        FileScan.read(row.getString("report")),
                                        row.getString("version"),
                                        Instant.ofEpochMilli(row.getLong("at_millis")))))
                        .filter(each -> wanted.contains(each.getKey()))
                        .forEach(each -> found.put(each.getKey(), each.getValue()));
                return true;
            });
        }
        return found;
    }

    @Override
    public void keep(Map<Subject, FileScan> scans, String version, Instant at) {
        if (scans.isEmpty()) {
            return;
        }
        database.write(handle -> {
            var batch = handle.prepareBatch(KEEP);
            scans.forEach((subject, scan) -> batch.bind("content", subject.content())
                    .bind("name", subject.name())
                    .bind("version", version)
                    .bind("report", scan.text())
                    .bind("at", at.toEpochMilli())
                    .add());
            return batch.execute();
        });
    }

    @Override
    public void scanned(RepositoryId repository, Optional<Gist> gist, String version, Instant at) {
        database.write(handle -> handle.createUpdate(SCANNED)
                .bind("repository", repository.hex())
                .bind("version", version)
                .bind("at", at.toEpochMilli())
                .bind("commit", gist.map(one -> one.commit().hex()).orElse(null))
                .bind("most", gist.map(SqlPersonalDataScans::most).orElse(null))
                .bind("unread", gist.map(Gist::unread).orElse(null))
                .execute());
    }

    private static String most(Gist gist) {
        return gist.most().map(Certainty::name).orElse("");
    }

    @Override
    public Optional<Gist> gist(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(GIST)
                .bind("repository", repository.hex())
                .map((row, _) -> new Gist(
                        new GitOid(row.getString("commit_oid")),
                        Optional.of(row.getString("most"))
                                .filter(word -> !word.isEmpty())
                                .map(Certainty::valueOf),
                        row.getLong("unread")))
                .findOne());
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
