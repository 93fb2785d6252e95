package plimsoll.app.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import plimsoll.app.models.NotFetched.Kind;

/// Brings one file of a repository here. It goes on where an earlier try was cut off, and the file gets its name only
/// when every byte has come and the hash is the one that the hub announced.
final class Download {
    private static final int BUFFER_BYTES = 1 << 18;
    /// Tries that bring nothing new.
    private static final int PATIENCE = 3;

    private final HubFiles hub;
    private final String repository;
    private final String commit;
    private final Progress progress;

    Download(HubFiles hub, String repository, String commit, Progress progress) {
        this.hub = hub;
        this.repository = repository;
        this.commit = commit;
        this.progress = progress;
    }

    /// Brings a file to `target`, unless it is there.
    void bring(Entry entry, Path target) throws IOException, InterruptedException {
        if (Files.isRegularFile(target) && Files.size(target) == entry.sizeBytes()) {
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        var part = target.resolveSibling(target.getFileName() + ".part");
        try (var file = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = file.tryLock()) {
            if (lock == null) {
                throw new NotFetched(Kind.BROKEN, "another process is bringing %s".formatted(target));
            }
            fill(file, entry);
            check(file, entry, part);
            file.force(true);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (OverlappingFileLockException _) {
            throw new NotFetched(Kind.BROKEN, "%s is being brought already".formatted(target));
        }
    }

    private void fill(FileChannel file, Entry entry) throws IOException, InterruptedException {
        if (file.size() > entry.sizeBytes()) {
            file.truncate(0);
        }
        for (int fruitless = 0; file.size() < entry.sizeBytes(); ) {
            long before = file.size();
            try {
                var response = hub.open(repository, commit, entry.path(), before);
                try (var body = response.body()) {
                    if (response.statusCode() != 206) {
                        file.truncate(0);
                    }
                    append(file, body, entry);
                }
            } catch (NotFetched refused) {
                throw refused;
            } catch (IOException cut) {
                fruitless = file.size() > before ? 0 : fruitless + 1;
                if (fruitless == PATIENCE) {
                    throw new NotFetched(
                            Kind.NOT_REACHABLE,
                            "%s was cut off at %,d of %,d bytes; the next start goes on there"
                                    .formatted(entry.path(), file.size(), entry.sizeBytes()));
                }
                continue;
            }
            if (file.size() <= before) {
                throw new NotFetched(Kind.BROKEN, "the hub has less of %s than it says".formatted(entry.path()));
            }
        }
    }

    private void append(FileChannel file, InputStream body, Entry entry) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        file.position(file.size());
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (file.position() + count > entry.sizeBytes()) {
                throw new NotFetched(Kind.BROKEN, "the hub sends more of %s than it says".formatted(entry.path()));
            }
            var bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            progress.reached(entry.path(), file.position(), entry.sizeBytes());
        }
    }

    private static void check(FileChannel file, Entry entry, Path part) throws IOException {
        boolean large = !entry.sha256().isEmpty();
        var digest = digest(large || entry.gitOid().length() == 64 ? "SHA-256" : "SHA-1");
        if (!large) {
            digest.update("blob %d\0".formatted(entry.sizeBytes()).getBytes(StandardCharsets.US_ASCII));
        }
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        file.position(0);
        while (file.read(buffer.clear()) >= 0) {
            digest.update(buffer.flip());
        }
        var found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(large ? entry.sha256() : entry.gitOid())) {
            Files.delete(part);
            throw new NotFetched(
                    Kind.BROKEN,
                    "%s came with another hash than the hub announced; it was thrown away".formatted(entry.path()));
        }
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
