package plimsoll.backends.sql;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.release.AccessRequest;
import plimsoll.hub.release.AccessRequests;
import plimsoll.hub.repositories.Page;

/// Requests for access as rows, and the copies that were taken.
public final class SqlAccessRequests implements AccessRequests {
    /// What `request` reads.
    static final String COLUMNS = """
            repository, holder, holder_key, status, terms, fields, asked_millis, decided_millis, until_millis, reason
            """;

    private static final String FIND = """
            select %s from access_request where repository = :repository and holder_key = :key
            """.formatted(COLUMNS);

    private static final String KEEP = """
            insert into access_request (%s)
            values (:repository, :holder, :key, :status, :terms, :fields, :asked, :decided, :until, :reason)
            on conflict (repository, holder_key) do update set status = excluded.status, terms = excluded.terms,
                fields = excluded.fields, asked_millis = excluded.asked_millis,
                decided_millis = excluded.decided_millis, until_millis = excluded.until_millis,
                reason = excluded.reason
            """.formatted(COLUMNS);

    private static final String LIST = """
            select %s from access_request
            where repository = :repository and status = :status and holder_key > :after
            order by holder_key limit :limit
            """.formatted(COLUMNS);

    private static final String OF = """
            select %s from access_request where holder_key = :key order by asked_millis desc, repository limit :limit
            """.formatted(COLUMNS);

    private static final String AGAIN = """
            update copy_taken set at_millis = :at
            where repository = :repository and holder_key = :key and what = :what
            """;

    private static final String TOOK = """
            insert into copy_taken (repository, holder_key, holder, what, path, at_millis)
            values (:repository, :key, :holder, :what, :path, :at)
            on conflict (repository, holder_key, what) do nothing
            """;

    private static final String COPIES = """
            select holder, what, path, at_millis from copy_taken
            where repository = :repository order by at_millis desc, holder_key, what limit :limit
            """;

    private final Database database;

    /// The requests in `database`.
    public SqlAccessRequests(Database database) {
        this.database = database;
    }

    @Override
    public Optional<AccessRequest> find(RepositoryId repository, Namespace holder) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("repository", repository.hex())
                .bind("key", holder.key())
                .map((row, _) -> request(row))
                .findOne());
    }

    @Override
    public void keep(AccessRequest request) {
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("repository", request.repository().hex())
                .bind("holder", request.holder().text())
                .bind("key", request.holder().key())
                .bind("status", request.status().name())
                .bind("terms", request.terms().map(Sha256::hex).orElse(null))
                .bind("fields", Answers.write(request.fields()))
                .bind("asked", request.askedAt().toEpochMilli())
                .bind("decided", request.decidedAt().map(Instant::toEpochMilli).orElse(null))
                .bind("until", request.until().map(Instant::toEpochMilli).orElse(null))
                .bind("reason", request.reason())
                .execute());
    }

    @Override
    public Page<AccessRequest> list(RepositoryId repository, Status status, Optional<String> cursor, int limit) {
        var listing = "requests %s %s".formatted(repository, status);
        var start = Cursor.read(cursor, listing);
        var found = database.read(handle -> handle.createQuery(LIST)
                .bind("repository", repository.hex())
                .bind("status", status.name())
                .bind("after", start.map(Cursor::tie).orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> request(row))
                .list());
        var items = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                items,
                items.size() == found.size()
                        ? Optional.empty()
                        : Optional.of(new Cursor(0, items.getLast().holder().key()).text(listing)));
    }

    @Override
    public List<AccessRequest> of(Namespace holder, int limit) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("key", holder.key())
                .bind("limit", limit)
                .map((row, _) -> request(row))
                .list());
    }

    @Override
    public boolean took(RepositoryId repository, Copy copy) {
        return database.write(handle -> {
            int again = handle.createUpdate(AGAIN)
                    .bind("repository", repository.hex())
                    .bind("key", copy.holder().key())
                    .bind("what", copy.what())
                    .bind("at", copy.at().toEpochMilli())
                    .execute();
            return again == 0
                    && handle.createUpdate(TOOK)
                                    .bind("repository", repository.hex())
                                    .bind("key", copy.holder().key())
                                    .bind("holder", copy.holder().text())
                                    .bind("what", copy.what())
                                    .bind("path", copy.path())
                                    .bind("at", copy.at().toEpochMilli())
                                    .execute()
                            > 0;
        });
    }

    @Override
    public List<Copy> copies(RepositoryId repository, int limit) {
        return database.read(handle -> handle.createQuery(COPIES)
                .bind("repository", repository.hex())
                .bind("limit", limit)
                .map((row, _) -> new Copy(
                        new Namespace(row.getString("holder")),
                        row.getString("what"),
                        row.getString("path"),
                        Instant.ofEpochMilli(row.getLong("at_millis"))))
                .list());
    }

    static AccessRequest request(ResultSet row) throws SQLException {
        return new AccessRequest(
                new RepositoryId(row.getString("repository")),
                new Namespace(row.getString("holder")),
                Status.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("terms")).map(Sha256::new),
                Answers.read(row.getString("fields")),
                Instant.ofEpochMilli(row.getLong("asked_millis")),
                SqlReleases.instant(row, "decided_millis"),
                SqlReleases.instant(row, "until_millis"),
                row.getString("reason"));
    }

    /// Answers as text: a line each, label and answer encoded as in a form.
    private static final class Answers {
        static String write(Map<String, String> answers) {
            return answers.entrySet().stream()
                    .map(answer -> encode(answer.getKey()) + "=" + encode(answer.getValue()))
                    .collect(Collectors.joining("\n"));
        }

        static Map<String, String> read(String text) {
            var answers = new TreeMap<String, String>();
            text.lines().forEach(line -> {
                int equals = line.indexOf('=');
                answers.put(decode(line.substring(0, equals)), decode(line.substring(equals + 1)));
            });
            return answers;
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }
}
