package plimsoll.engine.training;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import plimsoll.weights.writing.NewFile;

/// A training as it stands, in a file: what it is of, where it is, weights and moments, and a hash of all that. Going
/// on from it gives the bytes that going on without a break gives. The one before stays until the next is on the
/// disk.
///
/// Layout, little-endian: "PLIMTRN1", 32 bytes that name the training, int32 step, epoch, samples taken and count, then
/// three times so many float32, then the SHA-256 of everything before.
final class Checkpoint {
    private static final byte[] MAGIC = "PLIMTRN1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 8 + 32 + 4 * Integer.BYTES;
    private static final int HASH = 32;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int RUN = 1 << 18;

    private final Path current;
    private final Path previous;

    Checkpoint(Path folder) {
        current = folder.resolve("checkpoint.bin");
        previous = folder.resolve("checkpoint-before.bin");
    }

    boolean exists() {
        return Files.exists(current) || Files.exists(previous);
    }

    /// @param training 32 bytes that are another's for any other training
    void write(State state, byte[] training) throws IOException {
        var hash = Hashes.sha256();
        try (var file = NewFile.create(current, true)) {
            var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            header.put(MAGIC).put(training);
            header.putInt(state.step).putInt(state.epoch).putInt(state.taken).putInt(state.weights.length);
            put(file, hash, header.array());
            for (var values : new float[][] {state.weights, state.mean, state.square}) {
                for (int from = 0; from < values.length; from += RUN) {
                    put(file, hash, bytes(values, from, Math.min(values.length, from + RUN)));
                }
            }
            file.write(MemorySegment.ofArray(hash.digest()));
            if (Files.exists(current)) {
                Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
            }
            file.commit();
        }
    }

    private static void put(NewFile file, MessageDigest hash, byte[] bytes) throws IOException {
        hash.update(bytes);
        file.write(MemorySegment.ofArray(bytes));
    }

    private static byte[] bytes(float[] values, int from, int to) {
        var bytes = new byte[(to - from) * Float.BYTES];
        MemorySegment.copy(values, from, MemorySegment.ofArray(bytes), FLOAT, 0, to - from);
        return bytes;
    }

    /// The last state that is whole.
    ///
    /// @throws TrainingRefused when it is of another training
    Optional<State> read(int weights, byte[] training) throws IOException {
        for (var file : new Path[] {current, previous}) {
            var state = read(file, weights, training);
            if (state.isPresent()) {
                return state;
            }
        }
        return Optional.empty();
    }

    private static Optional<State> read(Path file, int weights, byte[] training) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < HEADER + HASH) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (!isWhole(bytes)) {
                return Optional.empty();
            }
            var header = bytes.asSlice(0, HEADER).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            var name = new byte[training.length];
            header.position(MAGIC.length).get(name);
            if (!Arrays.equals(name, training)) {
                throw new TrainingRefused(
                        file + " is of another training: its recipe, data, tokenizer or beginning was another");
            }
            var state = new State(new float[weights]);
            state.step = header.getInt();
            state.epoch = header.getInt();
            state.taken = header.getInt();
            if (header.getInt() != weights || bytes.byteSize() != HEADER + 3L * weights * Float.BYTES + HASH) {
                throw new TrainingRefused(file + " is of a model of another size");
            }
            long at = HEADER;
            for (var values : new float[][] {state.weights, state.mean, state.square}) {
                MemorySegment.copy(bytes, FLOAT, at, values, 0, weights);
                at += (long) weights * Float.BYTES;
            }
            return Optional.of(state);
        }
    }

    private static boolean isWhole(MemorySegment bytes) {
        long end = bytes.byteSize() - HASH;
        var hash = Hashes.sha256();
        for (long at = 0; at < end; at += RUN) {
            hash.update(bytes.asSlice(at, Math.min(RUN, end - at)).asByteBuffer());
        }
        return bytes.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) == -1
                && bytes.asSlice(end).mismatch(MemorySegment.ofArray(hash.digest())) == -1;
    }
}
