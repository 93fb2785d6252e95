package plimsoll.backends.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import plimsoll.backends.sql.Database;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;

/// The rows that say where a repository's refs are. `HEAD` is none of them: it always is the main branch. Safe for any
/// number of threads.
final class RefTable {
    private static final String ALL = """
            select name, oid, peeled from git_ref where repository = :repository order by name
            """;

    private static final String SOME = """
            select name, oid, peeled from git_ref where repository = :repository and name in (<names>)
            """;

    private static final String GENERATION = """
            select ref_generation from git_repository where id = :repository
            """;

    // The first statement of every change: on PostgreSQL others who change this repository wait here.
    private static final String TAKE = """
            insert into git_repository (id, pack_generation, ref_generation, collected_millis)
            values (:repository, 1, 1, 0)
            on conflict (id) do update set
                pack_generation = git_repository.pack_generation + :packs,
                ref_generation = git_repository.ref_generation + :refs
            returning pack_generation
            """;

    // '0' follows '/' in ASCII, so this is every name below :name.
    private static final String BELOW = """
            select name from git_ref
            where repository = :repository and name > :name || '/' and name < :name || '0'
            """;

    private static final String PUT = """
            insert into git_ref (repository, name, oid, peeled) values (:repository, :name, :oid, :peeled)
            on conflict (repository, name) do update set oid = excluded.oid, peeled = excluded.peeled
            """;

    private static final String REMOVE = """
            delete from git_ref where repository = :repository and name = :name
            """;

    private static final String REMOVE_ALL = """
            delete from git_ref where repository = :repository
            """;

    private static final String COPY = """
            insert into git_ref (repository, name, oid, peeled)
            select :to, name, oid, peeled from git_ref where repository = :from
            """;

    private final Database database;

    RefTable(Database database) {
        this.database = database;
    }

    /// Where a ref is.
    ///
    /// @param oid the object it names
    /// @param peeled what that is about, for an annotated tag; else the object itself
    record Target(GitOid oid, GitOid peeled) {
        boolean is(GitOid seen) {
            return oid.equals(seen) || peeled.equals(seen); // readers of a tag see the commit it is about
        }
    }

    /// Every ref by its full name, in order.
    SortedMap<String, Target> all(RepositoryId repository) {
        return database.read(handle -> rows(handle, repository, List.of()));
    }

    /// Those of `names` that exist.
    Map<String, Target> some(RepositoryId repository, Collection<String> names) {
        return database.read(handle -> rows(handle, repository, names));
    }

    /// Counts every change of the repository's refs; 0 before the first.
    long generation(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(GENERATION)
                .bind("repository", repository.hex())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /// Takes the repository for the rest of the transaction the calling thread is in.
    ///
    /// @param packs whether its packs change
    /// @param refs whether its refs do
    /// @return the pack generation that this change makes
    long take(Handle handle, RepositoryId repository, boolean packs, boolean refs) {
        return handle.createQuery(TAKE)
                .bind("repository", repository.hex())
                .bind("packs", packs ? 1 : 0)
                .bind("refs", refs ? 1 : 0)
                .mapTo(Long.class)
                .one();
    }

    /// Moves all of `moves` or none, after `take`.
    ///
    /// @param peeled what the annotated tags among the new objects are about
    /// @return whether they moved; if not, a ref was elsewhere or a name was taken
    boolean move(Handle handle, RepositoryId repository, List<RefMove> moves, Map<GitOid, GitOid> peeled) {
        var names = moves.stream().map(move -> move.ref().text()).toList();
        var now = rows(handle, repository, names);
        for (var move : moves) {
            var at = Optional.ofNullable(now.get(move.ref().text()));
            if (at.isPresent() != move.from().isPresent()
                    || (at.isPresent() && !at.get().is(move.from().get()))) {
                return false;
            }
        }
        for (var move : moves) { // deletions first: they may make room for a name
            if (move.to().isEmpty()) {
                handle.createUpdate(REMOVE)
                        .bind("repository", repository.hex())
                        .bind("name", move.ref().text())
                        .execute();
            }
        }
        for (var move : moves) {
            if (move.to().isPresent()) {
                put(handle, repository, move.ref(), move.to().get(), peeled);
            }
        }
        return true;
    }

    /// Whether each name that `moves` create leaves every other ref a file's or a folder's name of its own, after
    /// `take`.
    boolean leavesRoom(Handle handle, RepositoryId repository, List<RefMove> moves) {
        var leaving = moves.stream()
                .filter(move -> move.to().isEmpty())
                .map(move -> move.ref().text())
                .toList();
        var coming = moves.stream()
                .filter(move -> move.to().isPresent() && move.from().isEmpty())
                .map(move -> move.ref().text())
                .toList();
        for (var name : coming) {
            var rivals = new ArrayList<String>();
            rivals.addAll(rows(handle, repository, foldersOf(name)).keySet());
            rivals.addAll(handle.createQuery(BELOW)
                    .bind("repository", repository.hex())
                    .bind("name", name)
                    .mapTo(String.class)
                    .list());
            rivals.removeAll(leaving);
            if (!rivals.isEmpty() || coming.stream().anyMatch(other -> other.startsWith(name + "/"))) {
                return false;
            }
        }
        return true;
    }

    /// Removes every ref of a repository, after `take`.
    void removeAll(Handle handle, RepositoryId repository) {
        handle.createUpdate(REMOVE_ALL).bind("repository", repository.hex()).execute();
    }

    /// Gives `to` the refs of `from`, after `take` of `to`.
    void copy(Handle handle, RepositoryId from, RepositoryId to) {
        handle.createUpdate(COPY).bind("from", from.hex()).bind("to", to.hex()).execute();
    }

    private static void put(
            Handle handle, RepositoryId repository, RefName ref, GitOid to, Map<GitOid, GitOid> peeled) {
        handle.createUpdate(PUT)
                .bind("repository", repository.hex())
                .bind("name", ref.text())
                .bind("oid", to.hex())
                .bind("peeled", peeled.containsKey(to) ? peeled.get(to).hex() : null)
                .execute();
    }

    // An empty list of names means all.
    private static SortedMap<String, Target> rows(Handle handle, RepositoryId repository, Collection<String> names) {
        var query = names.isEmpty()
                ? handle.createQuery(ALL)
                : handle.createQuery(SOME).bindList("names", List.copyOf(names));
        var refs = new TreeMap<String, Target>();
        query.bind("repository", repository.hex())
                .map((row, _) -> {
                    var oid = new GitOid(row.getString("oid"));
                    var peeled = row.getString("peeled");
                    return Map.entry(row.getString("name"), new Target(oid, peeled == null ? oid : new GitOid(peeled)));
                })
                .forEach(ref -> refs.put(ref.getKey(), ref.getValue()));
        return refs;
    }

    private static List<String> foldersOf(String name) {
        var folders = new ArrayList<String>();
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            folders.add(name.substring(0, slash));
        }
        return folders;
    }
}
