package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;

/// Rows of the table `repository`, read.
final class Rows {
    /// What `repository` needs.
    static final String IDENTITY = "r.id, r.kind, r.namespace, r.name, r.visibility, r.created_millis";
    /// What `listed` needs.
    static final String LISTING = IDENTITY + """
            , r.changed_millis, r.head, r.tags, r.base_models, r.task, r.library, r.licence, r.files, r.size_bytes,
            r.parameters, r.likes, r.downloads, r.downloads_ever, r.trending, r.level, r.gating, r.partners, r.recalled
            """;

    private Rows() {}

    static Repository repository(ResultSet row) throws SQLException {
        return new Repository(
                new RepositoryId(row.getString("id")),
                RepoKind.valueOf(row.getString("kind")),
                new RepoName(new Namespace(row.getString("namespace")), row.getString("name")),
                Visibility.valueOf(row.getString("visibility")),
                Instant.ofEpochMilli(row.getLong("created_millis")));
    }

    static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                repository(row),
                description(row),
                showing(row),
                row.getLong("likes"),
                row.getLong("downloads"),
                row.getLong("downloads_ever"),
                row.getLong("trending"));
    }

    /// The same repository with its whole card, and what its configuration says.
    static Listed withCard(Listed listed, String json, String facts) {
        return new Listed(
                listed.repository(),
                listed.description().map(plain -> withCard(plain, json, facts)),
                listed.showing(),
                listed.likes(),
                listed.downloads(),
                listed.downloadsEver(),
                listed.trending());
    }

    // A row from before there were plans has no level yet: its visibility says all.
    static Showing showing(ResultSet row) throws SQLException {
        var visibility = Visibility.valueOf(row.getString("visibility"));
        var level = row.getString("level");
        return level.isEmpty()
                ? Showing.of(visibility)
                : new Showing(
                        visibility,
                        Level.valueOf(level),
                        Gating.valueOf(row.getString("gating")),
                        Optional.ofNullable(row.getString("partners")),
                        row.getInt("recalled") != 0);
    }

    private static Description withCard(Description plain, String json, String facts) {
        var card = plain.card();
        return new Description(
                plain.head(),
                plain.changedAt(),
                new Card(json, card.tags(), card.task(), card.library(), card.licence(), card.baseModels()),
                facts,
                plain.files(),
                plain.sizeBytes(),
                plain.parameters());
    }

    /// Words as one column: a line each, which is why none may hold a line break.
    static String lines(List<String> words) {
        return String.join("\n", words);
    }

    private static Optional<Description> description(ResultSet row) throws SQLException {
        var head = row.getString("head");
        if (head == null) {
            return Optional.empty();
        }
        long parameters = row.getLong("parameters");
        var counted = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(parameters);
        return Optional.of(new Description(
                new GitOid(head),
                Instant.ofEpochMilli(row.getLong("changed_millis")),
                card(row),
                Description.NO_FACTS,
                row.getInt("files"),
                row.getLong("size_bytes"),
                counted));
    }

    /// A card without its text.
    static Card card(ResultSet row) throws SQLException {
        return new Card(
                Card.NONE.json(),
                row.getString("tags").lines().toList(),
                Optional.ofNullable(row.getString("task")),
                Optional.ofNullable(row.getString("library")),
                Optional.ofNullable(row.getString("licence")),
                row.getString("base_models").lines().toList());
    }
}
