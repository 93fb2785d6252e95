package plimsoll.backends.sql;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Showing;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Facets;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Search;

/// The catalogue as tables: a row for each repository, and an inverted index of what it can be searched by.
public final class SqlCatalogue implements Catalogue {
    private static final String PRESENT = """
            select %s from repository r
            where r.kind = :kind and r.namespace_key = :namespace_key and r.name_key = :name_key
            """.formatted(Rows.IDENTITY);

    private static final String FORMER = """
            select %s from former_name f join repository r on r.number = f.number
            where f.kind = :kind and f.namespace_key = :namespace_key and f.name_key = :name_key
            """.formatted(Rows.IDENTITY);

    private static final String BY_ID = """
            select %s from repository r where r.id = :id
            """.formatted(Rows.IDENTITY);

    private static final String LISTED = """
            select %s, coalesce(c.json, '{}') as json, coalesce(c.facts, '{}') as facts
            from repository r left join repository_card c on c.number = r.number
            where r.id = :id
            """.formatted(Rows.LISTING);

    private static final String CARD = """
            select tags, base_models, task, library, licence from repository where id = :id
            """;

    private static final String TAKE_NUMBER = """
            update repository_number set last = last + 1 where id = 0 returning last
            """;

    // A former name of its own holds a repository back as little as its present one.
    private static final String ADD = """
            insert into repository (number, id, kind, namespace, name, namespace_key, name_key, search_text, visibility,
                level, created_millis, changed_millis)
            select :number, :id, :kind, :namespace, :name, :namespace_key, :name_key, :search_text, :visibility,
                :level, :created, :created
            where not exists (select 1 from former_name f where f.kind = :kind
                and f.namespace_key = :namespace_key and f.name_key = :name_key)
            on conflict (kind, namespace_key, name_key) do nothing
            """;

    private static final String NUMBER = """
            select number from repository where id = :id
            """;

    private static final String RENAME = """
            update repository set namespace = :namespace, name = :name, namespace_key = :namespace_key,
                name_key = :name_key, search_text = :search_text
            where number = :number and kind = :kind
            """;

    private static final String KEEP_NAME = """
            insert into former_name (kind, namespace_key, name_key, number)
            values (:kind, :namespace_key, :name_key, :number)
            """;

    private static final String FREE_NAME = """
            delete from former_name where kind = :kind and namespace_key = :namespace_key and name_key = :name_key
            """;

    private static final String SHOW = """
            update repository set visibility = :visibility, level = :level, gating = :gating, partners = :partners,
                recalled = :recalled
            where id = :id
            """;

    private static final String REMOVE = """
            delete from repository where id = :id
            """;

    private static final String DESCRIBE = """
            update repository set head = :head, changed_millis = :changed, described_millis = :described, tags = :tags,
                base_models = :base_models, task = :task, library = :library, licence = :licence, files = :files,
                size_bytes = :size, parameters = :parameters
            where number = :number
            """;

    private static final String UNDESCRIBE = """
            update repository set head = null, described_millis = null, tags = '', base_models = '', task = null,
                library = null, licence = null, files = 0, size_bytes = 0, parameters = null
            where number = :number
            """;

    private static final String KEEP_CARD = """
            insert into repository_card (number, json, facts) values (:number, :json, :facts)
            on conflict (number) do update set json = excluded.json, facts = excluded.facts
            """;

    private static final String TERMS = """
            select term from repository_term where number = :number
            """;

    private static final String DROP_TERM = """
            delete from repository_term where term = :term and number = :number
            """;

    private static final String KEEP_TERM = """
            insert into repository_term (term, number) values (:term, :number)
            """;

    // Who changes names waits here, so that on PostgreSQL no two take the same one at once.
    private static final String QUEUE_UP = """
            update repository_number set last = last where id = 0
            """;

    private final Database database;
    private final InstantSource clock;

    /// The catalogue in `database`; `clock` says which agreements are in force.
    public SqlCatalogue(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Repository> find(RepoKind kind, RepoName name) {
        return database.read(handle -> holder(handle, kind, name));
    }

    @Override
    public Optional<Repository> find(RepositoryId id) {
        return database.read(handle -> handle.createQuery(BY_ID)
                .bind("id", id.hex())
                .map((row, _) -> Rows.repository(row))
                .findOne());
    }

    @Override
    public boolean add(Repository repository) {
        return database.write(handle -> {
            int number = handle.createQuery(TAKE_NUMBER).mapTo(Integer.class).one();
            var insert = bindName(handle.createUpdate(ADD), repository.kind(), repository.name())
                    .bind("number", number)
                    .bind("id", repository.id().hex())
                    .bind("namespace", repository.name().namespace().text())
                    .bind("name", repository.name().name())
                    .bind("search_text", SearchTerms.nameText(repository.name()))
                    .bind("visibility", repository.visibility().name())
                    .bind("level", Showing.of(repository.visibility()).level().name())
                    .bind("created", repository.createdAt().toEpochMilli());
            if (insert.execute() == 0) {
                return false;
            }
            replaceTerms(handle, number, Set.of(), SearchTerms.of(repository.kind(), repository.name(), Card.NONE));
            return true;
        });
    }

    @Override
    public boolean rename(RepositoryId id, RepoName name) {
        return database.write(handle -> {
            handle.createUpdate(QUEUE_UP).execute();
            var repository = found(handle, id);
            var holder = holder(handle, repository.kind(), name);
            if (holder.isPresent() && !holder.get().id().equals(id)) {
                return false;
            }
            int number = number(handle, id);
            bindName(handle.createUpdate(FREE_NAME), repository.kind(), name).execute();
            if (!repository.name().key().equals(name.key())) {
                bindName(handle.createUpdate(KEEP_NAME), repository.kind(), repository.name())
                        .bind("number", number)
                        .execute();
            }
            bindName(handle.createUpdate(RENAME), repository.kind(), name)
                    .bind("namespace", name.namespace().text())
                    .bind("name", name.name())
                    .bind("search_text", SearchTerms.nameText(name))
                    .bind("number", number)
                    .execute();
            var old = SearchTerms.ofName(repository.kind(), repository.name());
            replaceTerms(handle, number, old, SearchTerms.ofName(repository.kind(), name));
            return true;
        });
    }

    @Override
    public void show(RepositoryId id, Showing showing) {
        database.write(handle -> handle.createUpdate(SHOW)
                .bind("visibility", showing.visibility().name())
                .bind("level", showing.level().name())
                .bind("gating", showing.gating().name())
                .bind("partners", showing.partners().orElse(null))
                .bind("recalled", showing.recalled() ? 1 : 0)
                .bind("id", id.hex())
                .execute());
    }

    @Override
    public void remove(RepositoryId id) {
        database.write(
                handle -> handle.createUpdate(REMOVE).bind("id", id.hex()).execute());
    }

    @Override
    public void describe(RepositoryId id, Description description, Instant at) {
        database.write(handle -> {
            var repository = found(handle, id);
            int number = number(handle, id);
            update(handle, number, description, at);
            handle.createUpdate(KEEP_CARD)
                    .bind("number", number)
                    .bind("json", description.card().json())
                    .bind("facts", description.facts())
                    .execute();
            var old = handle.createQuery(TERMS)
                    .bind("number", number)
                    .mapTo(String.class)
                    .set();
            var now = SearchTerms.of(repository.kind(), repository.name(), description.card());
            replaceTerms(handle, number, old, now);
            return true;
        });
    }

    @Override
    public void undescribe(RepositoryId id) {
        database.write(handle -> {
            var repository = found(handle, id);
            int number = number(handle, id);
            handle.createUpdate(UNDESCRIBE).bind("number", number).execute();
            handle.createUpdate("delete from repository_card where number = :number")
                    .bind("number", number)
                    .execute();
            var old = handle.createQuery(TERMS)
                    .bind("number", number)
                    .mapTo(String.class)
                    .set();
            replaceTerms(handle, number, old, SearchTerms.of(repository.kind(), repository.name(), Card.NONE));
            return true;
        });
    }

    @Override
    public Card cardInShort(RepositoryId id) {
        return database.read(handle -> handle.createQuery(CARD)
                .bind("id", id.hex())
                .map((row, _) -> Rows.card(row))
                .findOne()
                .orElse(Card.NONE));
    }

    @Override
    public Optional<Listed> listed(RepositoryId id) {
        return database.read(handle -> handle.createQuery(LISTED)
                .bind("id", id.hex())
                .map((row, _) -> Rows.withCard(Rows.listed(row), row.getString("json"), row.getString("facts")))
                .findOne());
    }

    @Override
    public Page<Listed> search(Search search) {
        return database.read(handle -> new CatalogueSearch(handle, search, clock.instant()).page());
    }

    @Override
    public Facets facets(Recipient asker, RepoKind kind, int most) {
        return database.read(
                handle -> new CatalogueCounts(handle, Sight.of(handle, asker, clock.instant()), kind).facets(most));
    }

    @Override
    public long derivatives(Recipient asker, RepoName model) {
        return database.read(
                handle -> new CatalogueCounts(handle, Sight.of(handle, asker, clock.instant()), RepoKind.MODEL)
                        .derivatives(model));
    }

    @Override
    public List<Facets.Count> tags(Recipient asker, RepoKind kind, int most) {
        return database.read(
                handle -> new CatalogueCounts(handle, Sight.of(handle, asker, clock.instant()), kind).tags(most));
    }

    private static Optional<Repository> holder(Handle handle, RepoKind kind, RepoName name) {
        return holder(handle.createQuery(PRESENT), kind, name).or(() -> holder(handle.createQuery(FORMER), kind, name));
    }

    private static Optional<Repository> holder(Query query, RepoKind kind, RepoName name) {
        return bindName(query, kind, name).map((row, _) -> Rows.repository(row)).findOne();
    }

    private static Repository found(Handle handle, RepositoryId id) {
        return handle.createQuery(BY_ID)
                .bind("id", id.hex())
                .map((row, _) -> Rows.repository(row))
                .findOne()
                .orElseThrow(() -> new IllegalStateException("no repository has the id " + id));
    }

    private static int number(Handle handle, RepositoryId id) {
        return handle.createQuery(NUMBER)
                .bind("id", id.hex())
                .mapTo(Integer.class)
                .one();
    }

    private static <S extends SqlStatement<S>> S bindName(S statement, RepoKind kind, RepoName name) {
        return statement
                .bind("kind", kind.name())
                .bind("namespace_key", name.namespace().key())
                .bind("name_key", name.name().toLowerCase(Locale.ROOT));
    }

    private static void update(Handle handle, int number, Description description, Instant at) {
        var card = description.card();
        handle.createUpdate(DESCRIBE)
                .bind("number", number)
                .bind("head", description.head().hex())
                .bind("changed", description.changedAt().toEpochMilli())
                .bind("described", at.toEpochMilli())
                .bind("tags", Rows.lines(card.tags()))
                .bind("base_models", Rows.lines(card.baseModels()))
                .bind("task", card.task().orElse(null))
                .bind("library", card.library().orElse(null))
                .bind("licence", card.licence().orElse(null))
                .bind("files", description.files())
                .bind("size", description.sizeBytes())
                .bind(
                        "parameters",
                        description.parameters().isPresent()
                                ? Long.valueOf(description.parameters().getAsLong())
                                : null)
                .execute();
    }

    /// Most commits change few terms or none, so only the difference is written.
    private static void replaceTerms(Handle handle, int number, Set<String> old, Set<String> now) {
        change(handle, DROP_TERM, number, without(old, now));
        change(handle, KEEP_TERM, number, without(now, old));
    }

    private static void change(Handle handle, String sql, int number, Set<String> terms) {
        if (terms.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(sql);
        terms.stream()
                .sorted()
                .forEach(term -> batch.bind("term", term).bind("number", number).add());
        batch.execute();
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
