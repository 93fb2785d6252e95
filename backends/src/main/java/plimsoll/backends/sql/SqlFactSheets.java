package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.SheetText;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.line.FactSheets;

/// Fact sheets as rows, each sheet a text.
public final class SqlFactSheets implements FactSheets {
    private static final String KEEP = """
        insert into fact_sheet (repository, commit_oid, facts) values (:repository, :commit, :facts)
        on conflict (repository) do update set commit_oid = excluded.commit_oid, facts = excluded.facts
        """;

    private static final String SELECT =
            "select %s, s.commit_oid, s.facts from fact_sheet s join repository r on r.id = s.repository "
                    .formatted(Rows.IDENTITY);

    private final Database database;

    /// The sheets in `database`.
    public SqlFactSheets(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Kept> of(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(SELECT + "where s.repository = :repository")
                .bind("repository", repository.hex())
                .map((row, _) -> kept(row))
                .findOne());
    }

    @Override
    public void keep(RepositoryId repository, GitOid commit, FactSheet sheet) {
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("repository", repository.hex())
                .bind("commit", commit.hex())
                .bind("facts", SheetText.write(sheet))
                .execute());
    }

    @Override
    public List<Kept> page(String after, int limit) {
        return database.read(
                handle -> handle.createQuery(SELECT + "where s.repository > :after order by s.repository limit :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, _) -> kept(row))
                        .list());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Rows.repository(row), new GitOid(row.getString("commit_oid")), SheetText.read(row.getString("facts")));
    }
}
