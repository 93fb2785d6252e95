package plimsoll.backends.git;

import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import plimsoll.backends.sql.Database;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

/// The small files of packs, as rows: durable with the transaction that makes their pack part of a repository,
/// without a sync of their own. Compaction turns them into blobs when there are many. Safe for any number of
/// threads.
final class SmallFiles {
    /// A larger file becomes a blob. A commit of a few files to a repository of tens of thousands stays below.
    static final int MAX_BYTES = 64 * 1024;

    private static final String ADD = """
            insert into git_small_file (sha256, content) values (:sha256, :content)
            """;

    private static final String FIND = """
            select content from git_small_file where sha256 = :sha256
            """;

    private static final String FORGET = """
            delete from git_small_file where sha256 in (<files>)
            and not exists (select 1 from git_pack_file f where f.sha256 = git_small_file.sha256)
            """;

    private final Database database;

    SmallFiles(Database database) {
        this.database = database;
    }

    /// Adds a file, in the transaction the calling thread is in.
    void add(Handle handle, Sha256 name, Bytes content) {
        handle.createUpdate(ADD)
                .bind("sha256", name.hex())
                .bind("content", content.toArray())
                .execute();
    }

    /// A file's content; empty when it is a blob.
    Optional<Bytes> find(Sha256 name) {
        return database.read(handle -> handle.createQuery(FIND)
                        .bind("sha256", name.hex())
                        .mapTo(byte[].class)
                        .findOne())
                .map(Bytes::copyOf);
    }

    /// Forgets those of `files` that are part of no pack, in the transaction the calling thread is in.
    void forget(Handle handle, Collection<Sha256> files) {
        if (!files.isEmpty()) {
            handle.createUpdate(FORGET)
                    .bindList("files", files.stream().map(Sha256::hex).toList())
                    .execute();
        }
    }
}
