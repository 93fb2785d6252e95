package plimsoll.backends.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.xet.Recipe;
import plimsoll.hub.xet.Recipes;

/// Recipes of files, and what Xet's clients call them, as rows.
public final class SqlRecipes implements Recipes {
    private static final String OF = """
            select size_bytes, terms from recipe where sha256 = :sha256
            """;

    private static final String POINTER = """
            select size_bytes from recipe where sha256 = :sha256
            """;

    private static final String KEEP = """
            insert into recipe (sha256, size_bytes, terms, kept_at_millis)
            values (:sha256, :size, :terms, :at)
            on conflict (sha256) do nothing
            """;

    private static final String NEED = """
            insert into recipe_xorb (recipe, xorb) values (:sha256, :xorb)
            """;

    private static final String NAME = """
            insert into xet_id (id, sha256) values (:id, :sha256) on conflict (id) do nothing
            """;

    private static final String NAMED = """
            select sha256 from xet_id where id = :id
            """;

    private static final String IDS = """
            select i.sha256, min(i.id) as id
            from xet_id i join recipe r on r.sha256 = i.sha256
            where i.sha256 in (<files>)
            group by i.sha256
            """;

    private static final String FIRST_USING = """
            select n.recipe
            from recipe_xorb n join recipe r on r.sha256 = n.recipe
            where n.xorb = :xorb
            order by r.kept_at_millis, n.recipe
            limit 1
            """;

    private static final String LATEST_USING = """
            select n.recipe
            from recipe_xorb n join recipe r on r.sha256 = n.recipe
            where n.xorb = :xorb
            order by r.kept_at_millis desc, n.recipe
            limit :limit
            """;

    private static final String AS_LARGE = """
            select f.sha256
            from large_file f join recipe r on r.sha256 = f.sha256
            where f.repository = :repository and f.committed = 1 and f.size_bytes >= :size and f.sha256 != :file
            order by f.size_bytes, r.kept_at_millis desc, f.sha256
            limit :limit
            """;

    private static final String SMALLER = """
            select f.sha256
            from large_file f join recipe r on r.sha256 = f.sha256
            where f.repository = :repository and f.committed = 1 and f.size_bytes < :size and f.sha256 != :file
            order by f.size_bytes desc, r.kept_at_millis desc, f.sha256
            limit :limit
            """;

    private static final String BESIDE_UNTIL = """
            update recipe
            set beside_until_millis = :until
            where sha256 = :sha256 and not exists (select 1 from xorb x where x.blob = recipe.sha256)
            """;

    private static final String BESIDE_DUE = """
            select sha256
            from recipe
            where beside_until_millis > 0 and beside_until_millis <= :now
            order by beside_until_millis
            limit :limit
            """;

    private static final String ALONE = """
            update recipe set beside_until_millis = 0 where sha256 = :sha256
            """;

    private static final String LIST = """
            select sha256, kept_at_millis
            from recipe
            where sha256 > :after
            order by sha256
            limit :limit
            """;

    private static final String UNCUT = """
            select distinct f.sha256, f.size_bytes
            from large_file f
            where f.committed = 1 and f.size_bytes > 0 and f.sha256 > :after
              and not exists (select 1 from recipe r where r.sha256 = f.sha256)
            order by f.sha256
            limit :limit
            """;

    private static final String LOGICAL = """
            select coalesce(sum(size_bytes), 0) from large_file where repository = :repository
            """;

    private static final String WHOLE = """
            select coalesce(sum(f.size_bytes), 0)
            from large_file f
            where f.repository = :repository
              and not exists (select 1 from recipe r where r.sha256 = f.sha256 and r.beside_until_millis = 0)
            """;

    // A blob that is needed in part is kept whole.
    private static final String SHARED = """
            select coalesce(sum(x.stored_bytes), 0)
            from xorb x
            where x.blob in (
                select y.blob
                from recipe_xorb n join large_file f on f.sha256 = n.recipe join xorb y on y.name = n.xorb
                where f.repository = :repository)
            """;

    private static final List<String> FORGET = List.of(
            "delete from recipe where sha256 = :blob",
            "delete from xet_id where sha256 = :blob",
            "delete from xorb where blob = :blob");

    private final Database database;

    /// The recipes in `database`.
    public SqlRecipes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Recipe> of(Sha256 file) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("sha256", file.hex())
                .map((row, _) -> Recipe.unpack(new Pointer(file, row.getLong("size_bytes")), row.getBytes("terms")))
                .findOne());
    }

    @Override
    public Optional<Pointer> pointer(Sha256 file) {
        return database.read(handle -> handle.createQuery(POINTER)
                .bind("sha256", file.hex())
                .map((row, _) -> new Pointer(file, row.getLong("size_bytes")))
                .findOne());
    }

    @Override
    public void keep(Recipe recipe, Instant at) {
        var file = recipe.file();
        database.write(handle -> {
            int kept = handle.createUpdate(KEEP)
                    .bind("sha256", file.content().hex())
                    .bind("size", file.sizeBytes())
                    .bind("terms", recipe.packedTerms())
                    .bind("at", at.toEpochMilli())
                    .execute();
            if (kept == 1) {
                var batch = handle.prepareBatch(NEED);
                recipe.terms().stream()
                        .map(Term::xorb)
                        .distinct()
                        .forEach(xorb -> batch.bind("sha256", file.content().hex())
                                .bind("xorb", xorb.toString())
                                .add());
                batch.execute();
            }
            return kept;
        });
    }

    @Override
    public void name(XetHash id, Sha256 file) {
        database.write(handle -> handle.createUpdate(NAME)
                .bind("id", id.toString())
                .bind("sha256", file.hex())
                .execute());
    }

    @Override
    public Optional<Sha256> named(XetHash id) {
        return database.read(handle -> handle.createQuery(NAMED)
                .bind("id", id.toString())
                .map((row, _) -> new Sha256(row.getString("sha256")))
                .findOne());
    }

    @Override
    public Map<Sha256, XetHash> ids(Set<Sha256> files) {
        var ids = new HashMap<Sha256, XetHash>();
        if (!files.isEmpty()) {
            database.read(handle -> handle.createQuery(IDS)
                            .bindList("files", files.stream().map(Sha256::hex).toList())
                            .map((row, _) ->
                                    Map.entry(new Sha256(row.getString("sha256")), SqlXorbs.hash(row.getString("id"))))
                            .list())
                    .forEach(found -> ids.put(found.getKey(), found.getValue()));
        }
        return ids;
    }

    @Override
    public List<Sha256> using(XetHash xorb, int limit) {
        var files = new LinkedHashSet<Sha256>();
        for (var question : List.of(FIRST_USING, LATEST_USING)) {
            files.addAll(database.read(handle -> handle.createQuery(question)
                    .bind("xorb", xorb.toString())
                    .bind("limit", limit)
                    .map((row, _) -> new Sha256(row.getString("recipe")))
                    .list()));
        }
        return files.stream().limit(limit).toList();
    }

    @Override
    public List<Sha256> akin(RepositoryId repository, Pointer file, int limit) {
        var files = new ArrayList<Sha256>();
        for (var question : List.of(AS_LARGE, SMALLER)) {
            files.addAll(database.read(handle -> handle.createQuery(question)
                    .bind("repository", repository.hex())
                    .bind("size", file.sizeBytes())
                    .bind("file", file.content().hex())
                    .bind("limit", limit)
                    .map((row, _) -> new Sha256(row.getString("sha256")))
                    .list()));
        }
        return files;
    }

    @Override
    public void besideUntil(Sha256 file, Instant until) {
        database.write(handle -> handle.createUpdate(BESIDE_UNTIL)
                .bind("sha256", file.hex())
                .bind("until", until.toEpochMilli())
                .execute());
    }

    @Override
    public List<Sha256> besideDue(Instant now, int limit) {
        return database.read(handle -> handle.createQuery(BESIDE_DUE)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> new Sha256(row.getString("sha256")))
                .list());
    }

    @Override
    public void alone(Sha256 file) {
        database.write(
                handle -> handle.createUpdate(ALONE).bind("sha256", file.hex()).execute());
    }

    @Override
    public List<Blobs.Kept> list(String after, int limit) {
        return database.read(handle -> handle.createQuery(LIST)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Blobs.Kept(
                        new Sha256(row.getString("sha256")), 0, Instant.ofEpochMilli(row.getLong("kept_at_millis"))))
                .list());
    }

    @Override
    public void forget(Sha256 blob) {
        database.write(handle -> FORGET.stream()
                .map(statement ->
                        handle.createUpdate(statement).bind("blob", blob.hex()).execute())
                .collect(Collectors.summingInt(Integer::intValue)));
    }

    @Override
    public List<Pointer> uncut(String after, int limit) {
        return database.read(handle -> handle.createQuery(UNCUT)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Pointer(new Sha256(row.getString("sha256")), row.getLong("size_bytes")))
                .list());
    }

    @Override
    public Storage storage(RepositoryId repository) {
        return new Storage(sum(LOGICAL, repository), Math.addExact(sum(WHOLE, repository), sum(SHARED, repository)));
    }

    private long sum(String question, RepositoryId repository) {
        return database.read(handle -> handle.createQuery(question)
                .bind("repository", repository.hex())
                .mapTo(Long.class)
                .one());
    }
}
