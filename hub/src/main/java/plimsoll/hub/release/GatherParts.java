package plimsoll.hub.release;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.release.ServedFolder.Part;
import plimsoll.hub.repositories.Repositories;
import plimsoll.weights.safetensors.SafetensorsIndex;
import plimsoll.weights.tensors.MalformedWeights;

/// Gathers what an engine reads of one folder in one commit: the weights, and the files beside them that it asks for by
/// name. Scripts and pickles are not among those.
///
/// For one folder and one thread.
final class GatherParts {
    private static final String CONFIG = "config.json";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String WHOLE = "model.safetensors";
    private static final String ENDING = ".safetensors";
    private static final List<String> BESIDE =
            List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "1_Pooling/config.json");

    /// The largest published models come in some 200 files.
    private static final int MOST_SHARDS = 1_000;

    /// An index of 140,000 tensors, which the largest have, takes 14 MB. It is read at each question.
    private static final long MOST_INDEX_BYTES = 16 << 20;

    /// Of all that lies in git: it is written out, unlike large files. The longest tokenizers have 35 MB.
    private static final long MOST_SMALL_BYTES = 64 << 20;

    /// Among which the only weights are looked for where none have the usual names.
    private static final int MOST_ENTRIES = 1_000;

    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final Blobs blobs;
    private final RepositoryId id;
    private final GitOid commit;
    private final String folder;
    private final Map<FilePath, Part> parts = new LinkedHashMap<>();

    /// @param folder its path; empty for the root
    GatherParts(
            Repositories repositories,
            LargeFiles largeFiles,
            Blobs blobs,
            RepositoryId id,
            GitOid commit,
            String folder) {
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.blobs = blobs;
        this.id = id;
        this.commit = commit;
        this.folder = folder;
    }

    /// Something is not there, or is too much.
    static final class Lacking extends Exception {
        private static final long serialVersionUID = 1;

        Lacking(String what) {
            super(what);
        }
    }

    /// @throws Lacking what keeps it from being a model that can be run, in words that go on from its name
    ServedFolder gather() throws IOException, Lacking {
        if (!take(CONFIG)) {
            throw new Lacking("has no " + place(CONFIG));
        }
        takeWeights();
        for (var name : BESIDE) {
            take(name);
        }
        long small = parts.values().stream()
                .filter(Part.Small.class::isInstance)
                .mapToLong(Part::sizeBytes)
                .sum();
        if (small > MOST_SMALL_BYTES) {
            throw new Lacking("keeps %,d MiB of it in git, where %,d are allowed: weights belong into LFS or Xet"
                    .formatted(small >> 20, MOST_SMALL_BYTES >> 20));
        }
        return new ServedFolder(List.copyOf(parts.values()));
    }

    /// As `ModelFile` looks for them: the index first, then the whole, then the only one.
    private void takeWeights() throws IOException, Lacking {
        if (take(INDEX)) {
            for (var shard : shards()) {
                if (!shard.endsWith(ENDING)) {
                    throw new Lacking("names %s in its %s, which is no safetensors file".formatted(shard, INDEX));
                }
                if (!take(shard)) {
                    throw new Lacking("has no %s, which its %s names".formatted(place(shard), INDEX));
                }
            }
        } else if (!take(WHOLE)) {
            takeTheOnlyOne();
        }
    }

    private void takeTheOnlyOne() throws IOException, Lacking {
        var entries =
                repositories.list(id, commit, folder, false, "", MOST_ENTRIES).orElse(List.of());
        var names = entries.stream()
                .filter(entry -> !(entry instanceof Entry.Folder))
                .map(entry -> entry.path().fileName())
                .filter(name -> name.endsWith(ENDING))
                .toList();
        if (names.size() > 1) {
            throw new Lacking("has %d safetensors files and no %s".formatted(names.size(), place(INDEX)));
        }
        if (names.isEmpty() || !take(names.getFirst())) {
            throw new Lacking("has no safetensors file beside its %s; a GGUF file is served by its name"
                    .formatted(place(CONFIG)));
        }
    }

    private List<String> shards() throws IOException, Lacking {
        var part = parts.get(new FilePath(INDEX));
        if (part == null || part.sizeBytes() > MOST_INDEX_BYTES) {
            throw new Lacking("has a %s larger than %,d MiB".formatted(place(INDEX), MOST_INDEX_BYTES >> 20));
        }
        try (var channel = open(part)) {
            var shards = List.copyOf(SafetensorsIndex.read(channel).shards());
            if (shards.isEmpty() || shards.size() > MOST_SHARDS) {
                throw new Lacking("names %,d files in its %s, where 1 to %,d are allowed"
                        .formatted(shards.size(), INDEX, MOST_SHARDS));
            }
            return shards;
        } catch (MalformedWeights malformed) {
            throw new Lacking("has a %s that is none: %s".formatted(place(INDEX), malformed.getMessage()));
        }
    }

    private SeekableByteChannel open(Part part) throws IOException {
        return switch (part) {
            case Part.Small small -> new StreamedChannel(() -> repositories.open(id, small.oid()), small.sizeBytes());
            case Part.Large large -> blobs.open(large.file().content());
        };
    }

    /// @return whether there is such a file
    private boolean take(String name) throws IOException, Lacking {
        var at = FilePath.parse(name);
        var path = FilePath.parse(place(name));
        if (at.isEmpty() || path.isEmpty()) {
            return false;
        }
        var part = part(at.get(), repositories.find(id, commit, path.get()));
        part.ifPresent(found -> parts.put(at.get(), found));
        return part.isPresent();
    }

    private Optional<Part> part(FilePath at, Optional<Entry> entry) throws Lacking {
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return switch (entry.get()) {
            case Entry.Folder _ -> Optional.empty();
            case Entry.SmallFile file -> Optional.of(new Part.Small(at, id, file.oid(), file.sizeBytes()));
            case Entry.LargeFile file -> {
                var linked = largeFiles.find(id, file.pointer().content());
                if (linked.filter(LargeFiles.Linked::committed).isEmpty()) {
                    throw new Lacking("has no bytes for the large file " + file.path());
                }
                yield Optional.of(new Part.Large(at, file.pointer()));
            }
        };
    }

    private String place(String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
