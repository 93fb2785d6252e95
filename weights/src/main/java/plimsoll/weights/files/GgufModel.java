package plimsoll.weights.files;

import static plimsoll.weights.tensors.MalformedWeights.Fault.INCOMPLETE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_MANY;
import static plimsoll.weights.tensors.MalformedWeights.Fault.WRONG_VALUE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import plimsoll.weights.gguf.GgufElements;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.gguf.GgufType;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorView;

/// An opened GGUF model: one file, or all the files it was split into.
public final class GgufModel implements ModelFile {
    /// The largest published models come in some 150 files.
    private static final int MAX_FILES = 1000;

    private final Arena arena;
    private final List<MappedFile<GgufHeader>> files;
    private final SequencedMap<String, TensorView> tensors;

    private GgufModel(Arena arena, List<MappedFile<GgufHeader>> files, SequencedMap<String, TensorView> tensors) {
        this.arena = arena;
        this.files = List.copyOf(files);
        this.tensors = Collections.unmodifiableSequencedMap(tensors);
    }

    /// Opens a GGUF file, or the whole model that it is a part of.
    ///
    /// @throws MalformedWeights when a file is no GGUF, breaks a rule or a limit, or a part of the model is
    ///     missing
    /// @throws IOException when a file cannot be read
    public static GgufModel open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        var arena = Arena.ofShared();
        boolean opened = false;
        try {
            var files = openFiles(path, arena);
            var tensors = new LinkedHashMap<String, TensorView>();
            for (var file : files) {
                file.addTo(tensors, file.header().tensors());
            }
            checkTensorCount(files.getFirst(), tensors.size());
            opened = true;
            return new GgufModel(arena, files, tensors);
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    private static List<MappedFile<GgufHeader>> openFiles(Path path, Arena arena) throws IOException {
        var split = SplitName.of(MappedFile.name(path));
        var firstPath = split.isPresent() ? path.resolveSibling(split.get().sibling(1)) : path;
        var first = openOne(firstPath, arena);
        long count = first.header().whole("split.count").orElse(1);
        if (count <= 1) {
            // A whole model may be called anything, even this.
            return List.of(firstPath.equals(path) ? first : openOne(path, arena));
        }
        if (count > MAX_FILES) {
            throw refused(first, TOO_MANY, "is split into %d files, where %d are allowed".formatted(count, MAX_FILES));
        }
        var name = split.filter(one -> one.count() == count)
                .orElseThrow(() -> refused(
                        first,
                        INCOMPLETE,
                        "is one of %d files, but its name does not say so as split files' names do".formatted(count)));
        var files = new ArrayList<MappedFile<GgufHeader>>();
        for (int number = 1; number <= count; number++) {
            var file = number == 1 ? first : openOne(path.resolveSibling(name.sibling(number)), arena);
            checkPlace(file, number - 1, count);
            files.add(file);
        }
        return files;
    }

    private static MappedFile<GgufHeader> openOne(Path path, Arena arena) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new MalformedWeights(
                    INCOMPLETE, 0, "a part of the model is missing: " + MalformedWeights.quoted(MappedFile.name(path)));
        }
        return MappedFile.open(path, arena, GgufHeader::read, GgufHeader::fileSizeBytes);
    }

    private static void checkPlace(MappedFile<GgufHeader> file, long number, long count) throws MalformedWeights {
        var header = file.header();
        if (!header.whole("split.no").equals(OptionalLong.of(number))
                || !header.whole("split.count").equals(OptionalLong.of(count))) {
            throw refused(
                    file, WRONG_VALUE, "says of itself that it is not file %d of %d".formatted(number + 1, count));
        }
    }

    private static void checkTensorCount(MappedFile<GgufHeader> first, int have) throws MalformedWeights {
        var wanted = first.header().whole("split.tensors.count");
        if (wanted.isPresent() && wanted.getAsLong() != have) {
            throw refused(
                    first,
                    INCOMPLETE,
                    "promises %d tensors, but its files hold %d".formatted(wanted.getAsLong(), have));
        }
    }

    private static MalformedWeights refused(MappedFile<?> file, MalformedWeights.Fault fault, String reason) {
        return new MalformedWeights(fault, 0, MalformedWeights.quoted(MappedFile.name(file.path())) + " " + reason);
    }

    /// What the (first) file says of itself. Its table of tensors is that file's alone; [#tensors()] has all.
    public GgufHeader header() {
        return files.getFirst().header();
    }

    /// All that the (first) file says of itself, to be written into another; what it says of being split is left
    /// out. Reads from the mapped file when it is written.
    public GgufMetadata metadata() {
        return new GgufMetadata()
                .copy(files.getFirst().content(), header())
                .remove("split.no")
                .remove("split.count")
                .remove("split.tensors.count");
    }

    /// All elements of an array of texts, when there is one under this key.
    ///
    /// @throws MalformedWeights when there are more than four million
    public Optional<List<String>> texts(String key) throws MalformedWeights {
        var array = array(key, GgufType.STRING);
        return array.isPresent() ? Optional.of(elements().texts(array.get())) : Optional.empty();
    }

    /// All elements of an array of FLOAT32, when there is one under this key.
    public Optional<float[]> floats(String key) {
        return array(key, GgufType.FLOAT32).map(elements()::floats);
    }

    /// All elements of an array of INT32 or UINT32, when there is one under this key.
    public Optional<int[]> ints(String key) {
        return array(key, GgufType.INT32, GgufType.UINT32).map(elements()::ints);
    }

    /// All elements of an array of INT8 or UINT8, when there is one under this key.
    public Optional<byte[]> bytes(String key) {
        return array(key, GgufType.INT8, GgufType.UINT8).map(elements()::bytes);
    }

    private Optional<Array> array(String key, GgufType... of) {
        return header().array(key).filter(array -> List.of(of).contains(array.elementType()));
    }

    private GgufElements elements() {
        return new GgufElements(files.getFirst().content());
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
