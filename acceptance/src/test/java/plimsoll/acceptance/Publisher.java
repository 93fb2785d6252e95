package plimsoll.acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody who publishes into a folder of their own in one repository, again and again, and remembers what the hub
/// said yes to. Each publication is one commit of several files under one new folder, so that half of one can be
/// told.
final class Publisher {
    private static final int MOST_SMALL_BYTES = 2_000;

    private final String repository;
    private final String folder;
    private final Random random;
    private final int mostLargeBytes;
    private final List<Publication> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();

    /// One commit's files, by path, as the hashes of their bytes.
    ///
    /// @param folder that holds them all
    /// @param commit the id that the hub gave it
    record Publication(String folder, Map<String, String> files, String commit) {}

    Publisher(String repository, String folder, long seed, int mostLargeBytes) {
        this.repository = repository;
        this.folder = folder;
        this.random = new Random(seed);
        this.mostLargeBytes = mostLargeBytes;
    }

    String repository() {
        return repository;
    }

    List<Publication> acknowledged() {
        return acknowledged;
    }

    /// The folders of everything that was begun, acknowledged or not.
    List<String> begun() {
        var folders = new ArrayList<String>();
        for (int i = 1; i <= begun.get(); i++) {
            folders.add(folder + "/" + i);
        }
        return folders;
    }

    /// Publishes small files and, with `large`, one large file. How often this has been done, counts the folders.
    Publication publish(Client client, boolean large) throws IOException, InterruptedException {
        var home = folder + "/" + begun.incrementAndGet();
        var files = new TreeMap<String, String>();
        var lines = new ArrayList<String>();
        if (large) {
            var content = noise(1 + random.nextInt(mostLargeBytes));
            client.upload(repository, content);
            lines.add(Client.large(home + "/weights.bin", content));
            files.put(home + "/weights.bin", Client.sha256(content));
        }
        for (var name : List.of("config.json", "notes.txt")) {
            var content = noise(random.nextInt(MOST_SMALL_BYTES));
            lines.add(Client.file(home + "/" + name, content));
            files.put(home + "/" + name, Client.sha256(content));
        }
        var answer = client.commit(repository, "Publish " + home, lines).well();
        var publication = new Publication(home, files, answer.commit());
        acknowledged.add(publication);
        return publication;
    }

    /// A file that is sure to be there, or nothing.
    String somePath(Random chance) {
        if (acknowledged.isEmpty()) {
            return "";
        }
        var files = new ArrayList<>(
                acknowledged.get(chance.nextInt(acknowledged.size())).files().keySet());
        return files.get(chance.nextInt(files.size()));
    }

    private byte[] noise(int sizeBytes) {
        var bytes = new byte[sizeBytes];
        random.nextBytes(bytes);
        if (sizeBytes > 0) {
            bytes[0] = -1; // what begins like a pickle and is none is held, and one file in 256 would
        }
        return bytes;
    }
}
