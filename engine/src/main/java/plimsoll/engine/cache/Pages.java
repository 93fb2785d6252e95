package plimsoll.engine.cache;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.LittleEndian;

/// All pages of one model: given out, counted by their users, taken back. Memory is asked for when a page is first
/// needed, and kept until [#close].
///
/// Giving out and taking back is for one thread; pages are written and read by the workers of a step.
public final class Pages implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final PageShape shape;
    private final BlockCodec codec;
    private final int limit;
    private final List<MemorySegment> pages = new ArrayList<>();
    private final List<Integer> users = new ArrayList<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();

    /// @param limit most pages there will be
    public Pages(PageShape shape, int limit) {
        this.shape = shape;
        this.limit = limit;
        this.codec = BlockCodec.of(shape.type()).orElseThrow();
    }

    /// How a page is laid out.
    public PageShape shape() {
        return shape;
    }

    /// Pages nobody uses.
    public int available() {
        return free.size() + limit - pages.size();
    }

    /// Pages somebody uses.
    public int used() {
        return pages.size() - free.size();
    }

    /// Gives out a page to one user.
    ///
    /// @throws IllegalStateException when none is available
    int take() {
        if (!free.isEmpty()) {
            int page = free.pop();
            users.set(page, 1);
            return page;
        }
        if (pages.size() == limit) {
            throw new IllegalStateException("all %d pages are in use".formatted(limit));
        }
        pages.add(arena.allocate(shape.bytes(), 64));
        users.add(1);
        return pages.size() - 1;
    }

    /// Counts one more user.
    void share(int page) {
        users.set(page, users.get(page) + 1);
    }

    /// Counts one user less; the last one gives the page back.
    void release(int page) {
        int left = users.get(page) - 1;
        if (left < 0) {
            throw new IllegalStateException("page %d was given back twice".formatted(page));
        }
        users.set(page, left);
        if (left == 0) {
            free.push(page);
        }
    }

    int usersOf(int page) {
        return users.get(page);
    }

    /// Keeps key and value of one position in one layer.
    ///
    /// @param slot the position within the page
    public void write(int page, int slot, int layer, int kvHead, float[] keys, int keyAt, float[] values, int valueAt) {
        var segment = pages.get(page);
        long rowBytes = shape.type().sizeBytes(shape.headDim());
        long keysAt = shape.keysAt(layer, kvHead);
        codec.encode(values, valueAt, segment.asSlice(shape.valuesAt(layer, kvHead) + slot * rowBytes, rowBytes));
        if (!shape.byDimension()) {
            codec.encode(keys, keyAt, segment.asSlice(keysAt + slot * rowBytes, rowBytes));
            return;
        }
        boolean halves = rowBytes == 2L * shape.headDim();
        for (int d = 0; d < shape.headDim(); d++) {
            long cell = (long) d * Kernels.PAGE + slot;
            if (halves) {
                segment.set(LittleEndian.SHORT, keysAt + 2 * cell, Float.floatToFloat16(keys[keyAt + d]));
            } else {
                segment.set(LittleEndian.FLOAT, keysAt + 4 * cell, keys[keyAt + d]);
            }
        }
    }

    /// The keys of one page in one layer, by dimension: `headDim` rows of [Kernels#PAGE].
    ///
    /// @param room of [PageShape#headFloats], used when keys lie by position
    public void keys(Kernels kernels, int page, int layer, int kvHead, float[] into, float[] room) {
        long at = shape.keysAt(layer, kvHead);
        if (shape.byDimension()) {
            kernels.unpack(shape.type(), pages.get(page), at, shape.headFloats(), into, 0);
            return;
        }
        kernels.unpack(shape.type(), pages.get(page), at, shape.headFloats(), room, 0);
        for (int slot = 0; slot < Kernels.PAGE; slot++) {
            for (int d = 0; d < shape.headDim(); d++) {
                into[d * Kernels.PAGE + slot] = room[slot * shape.headDim() + d];
            }
        }
    }

    /// The values of one page in one layer, by position: [Kernels#PAGE] rows of `headDim`.
    public void values(Kernels kernels, int page, int layer, int kvHead, float[] into) {
        long at = shape.valuesAt(layer, kvHead);
        kernels.unpack(shape.type(), pages.get(page), at, shape.headFloats(), into, 0);
    }

    /// Gives all memory back. No page may be used after it.
    @Override
    public void close() {
        arena.close();
    }
}
