package plimsoll.weights.files;

import static plimsoll.weights.tensors.MalformedWeights.Fault.INCOMPLETE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.NOT_THIS_FORMAT;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_MANY;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import plimsoll.weights.safetensors.SafetensorsHeader;
import plimsoll.weights.safetensors.SafetensorsIndex;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorEntry;
import plimsoll.weights.tensors.TensorView;

/// An opened safetensors model: one file, or the shards that an index names.
public final class SafetensorsModel implements ModelFile {
    /// The largest published models come in some 200 files.
    private static final int MAX_FILES = 1000;

    private final Arena arena;
    private final List<MappedFile<SafetensorsHeader>> files;
    private final SequencedMap<String, TensorView> tensors;

    private SafetensorsModel(
            Arena arena, List<MappedFile<SafetensorsHeader>> files, SequencedMap<String, TensorView> tensors) {
        this.arena = arena;
        this.files = List.copyOf(files);
        this.tensors = Collections.unmodifiableSequencedMap(tensors);
    }

    /// Opens a safetensors file, the index of several, or the folder that holds them.
    ///
    /// @throws MalformedWeights when a file is no safetensors, breaks a rule or a limit, or a part of the model
    ///     is missing
    /// @throws IOException when there is nothing at `path`, or it cannot be read
    public static SafetensorsModel open(Path path) throws IOException {
        return switch (ModelPath.of(path)) {
            case ModelPath.Safetensors(var file) -> openOne(file);
            case ModelPath.SafetensorsIndex(var file) -> openSharded(file);
            case ModelPath.Gguf(var file) ->
                throw new MalformedWeights(
                        NOT_THIS_FORMAT, 0, quoted(MappedFile.name(file)) + " is a GGUF file and no safetensors");
        };
    }

    static SafetensorsModel openOne(Path file) throws IOException {
        return open(List.of(file), Map.of());
    }

    /// Opens the shards that an index names. Each tensor of the index has to be in the shard it is said to be in,
    /// and no tensor may be in two; one that only its shard mentions is taken as it is, as other readers do.
    static SafetensorsModel openSharded(Path index) throws IOException {
        SafetensorsIndex read;
        try (var channel = Files.newByteChannel(index)) {
            read = SafetensorsIndex.read(channel);
        } catch (MalformedWeights refused) {
            throw refused.in(MappedFile.name(index));
        }
        if (read.shards().size() > MAX_FILES) {
            throw new MalformedWeights(
                    TOO_MANY,
                    0,
                    "%s names %d files, where %d are allowed"
                            .formatted(MappedFile.name(index), read.shards().size(), MAX_FILES));
        }
        return open(read.shards().stream().map(index::resolveSibling).toList(), read.shardByTensor());
    }

    private static SafetensorsModel open(List<Path> paths, Map<String, String> shardByTensor) throws IOException {
        var arena = Arena.ofShared();
        boolean opened = false;
        try {
            var files = new ArrayList<MappedFile<SafetensorsHeader>>();
            var tensors = new LinkedHashMap<String, TensorView>();
            for (var path : paths) {
                if (!Files.isRegularFile(path)) {
                    throw new MalformedWeights(
                            INCOMPLETE, 0, "a part of the model is missing: " + quoted(MappedFile.name(path)));
                }
                var file = MappedFile.open(path, arena, SafetensorsHeader::read, SafetensorsHeader::fileSizeBytes);
                file.addTo(tensors, file.header().tensors());
                files.add(file);
            }
            checkPlaces(files, shardByTensor);
            opened = true;
            return new SafetensorsModel(arena, files, tensors);
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    private static void checkPlaces(List<MappedFile<SafetensorsHeader>> files, Map<String, String> shardByTensor)
            throws MalformedWeights {
        var wanted = new HashMap<String, List<String>>();
        shardByTensor.forEach((tensor, shard) ->
                wanted.computeIfAbsent(shard, _ -> new ArrayList<>()).add(tensor));
        for (var file : files) {
            var shard = MappedFile.name(file.path());
            var held = Set.copyOf(file.header().tensors().entries().stream()
                    .map(TensorEntry::name)
                    .toList());
            for (var tensor : wanted.getOrDefault(shard, List.of())) {
                if (!held.contains(tensor)) {
                    throw new MalformedWeights(
                            INCOMPLETE, 0, "tensor %s is not in %s".formatted(quoted(tensor), quoted(shard)));
                }
            }
        }
    }

    /// The free text of the (first) file.
    public SequencedMap<String, String> metadata() {
        return files.getFirst().header().metadata();
    }

    @Override
    public List<Path> parts() {
        return files.stream().map(MappedFile::path).toList();
    }

    @Override
    public Path folder() {
        return files.getFirst().path().toAbsolutePath().resolveSibling("").normalize();
    }

    @Override
    public SequencedMap<String, TensorView> tensors() {
        return tensors;
    }

    @Override
    public long sizeBytes() {
        return files.stream().mapToLong(file -> file.content().byteSize()).sum();
    }

    @Override
    public void close() {
        arena.close();
    }
}
