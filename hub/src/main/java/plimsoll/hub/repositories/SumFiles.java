package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefMove;

/// Adds up what the files of a commit come to. A folder never changes under its name in git, so what is known of one is
/// kept, and a commit costs what it changes. Safe for any number of threads.
public final class SumFiles {
    /// As many files as clients and pages cope with; where the publisher has more, archives of them.
    static final int MOST_FILES = 100_000;
    /// As many entries as one folder may have: each commit in it writes all of them anew.
    static final int MOST_ENTRIES = 10_000;

    /// Folders that are remembered; at some 300 bytes each, 30 MB.
    private static final int REMEMBERED = 100_000;

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry(".safetensors", "safetensors"),
            Map.entry(".gguf", "gguf"),
            Map.entry(".onnx", "onnx"),
            Map.entry("pytorch_model.bin", "pytorch"),
            Map.entry(".pt", "pytorch"),
            Map.entry(".pth", "pytorch"),
            Map.entry("tf_model.h5", "tf"),
            Map.entry("flax_model.msgpack", "jax"),
            Map.entry(".parquet", "parquet"),
            Map.entry(".csv", "csv"),
            Map.entry(".jsonl", "json"));

    private final Recent<GitOid, Sum> sums = new Recent<>(REMEMBERED);

    /// Knows nothing yet.
    public SumFiles() {}

    /// What the files at and below a folder come to.
    ///
    /// @param files how many there are
    /// @param sizeBytes their total size, large files counted in full
    /// @param formats the formats its weights and data are in: `safetensors`, `gguf`, `onnx`, `pytorch`, ...
    /// @param fullest the folder with the most entries
    /// @param weights the first of those whose headers can be read, at their paths from the folder
    record Sum(int files, long sizeBytes, SortedSet<String> formats, Fullest fullest, List<Entry> weights) {
        static final Sum NOTHING = new Sum(0, 0, new TreeSet<>(), new Fullest("", 0), List.of());
    }

    /// @param path a folder; empty for the root
    /// @param entries how many files and folders are directly in it
    record Fullest(String path, int entries) {}

    /// Why a repository cannot become what `moves` make of it, in words for whoever asked; empty when it can. One that
    /// is beyond a limit already may stay as large, or come down.
    ///
    /// @param commits has what they move from and to
    Optional<String> objection(List<RefMove> moves, Snapshot.Source commits) throws IOException {
        for (var move : moves) {
            if (move.to().isEmpty()) {
                continue;
            }
            var before = move.from().isPresent() ? of(commits.at(move.from().get())) : Sum.NOTHING;
            var after = of(commits.at(move.to().get()));
            if (after.files > Math.max(MOST_FILES, before.files)) {
                return Optional.of("A repository may have at most %d files; this would make it %d. Archives take many."
                        .formatted(MOST_FILES, after.files));
            }
            if (after.fullest.entries > Math.max(MOST_ENTRIES, before.fullest.entries)) {
                return Optional.of("A folder may have at most %d entries; '/%s' would have %d. Use more folders."
                        .formatted(MOST_ENTRIES, after.fullest.path, after.fullest.entries));
            }
        }
        return Optional.empty();
    }

    Sum of(Snapshot commit) throws IOException {
        return of(commit, commit.tree());
    }

    private Sum of(Snapshot commit, GitOid tree) throws IOException {
        var known = sums.get(tree);
        if (known.isPresent()) {
            return known.get();
        }
        int files = 0;
        long sizeBytes = 0;
        var formats = new TreeSet<String>();
        var weights = new ArrayList<Entry>();
        var entries = commit.list(tree);
        var fullest = new Fullest("", entries.size());
        for (var entry : entries) {
            if (entry instanceof Entry.Folder folder) {
                var below = of(commit, folder.oid());
                files += below.files;
                sizeBytes += below.sizeBytes;
                formats.addAll(below.formats);
                if (below.fullest.entries > fullest.entries) {
                    var within = below.fullest.path.isEmpty() ? "" : "/" + below.fullest.path;
                    fullest = new Fullest(folder.path() + within, below.fullest.entries);
                }
                below.weights.forEach(file -> add(weights, file.below(folder.path())));
            } else {
                var name = entry.path().text();
                files++;
                sizeBytes += entry.contentBytes();
                format(name).ifPresent(formats::add);
                if (CountParameters.isWeights(name)) {
                    add(weights, entry);
                }
            }
        }
        var sum = new Sum(files, sizeBytes, Collections.unmodifiableSortedSet(formats), fullest, List.copyOf(weights));
        sums.put(tree, sum);
        return sum;
    }

    private static void add(List<Entry> weights, Entry file) {
        if (weights.size() < CountParameters.MAX_FILES) {
            weights.add(file);
        }
    }

    private static Optional<String> format(String name) {
        return FORMATS.entrySet().stream()
                .filter(format -> name.endsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
