package plimsoll.engine.kernels;

import java.util.EnumMap;
import java.util.Map;

/// The working memory of one worker, which grows to what the largest matrix needs and stays.
public final class Scratch {
    private final Map<Use, float[]> rooms = new EnumMap<>(Use.class);

    /// What a piece of it is for: two uses never share one.
    public enum Use {
        /// Unpacked rows of a matrix.
        PANEL,
        /// Running sums.
        LANES,
        /// Keys of one page.
        KEYS,
        /// Values of one page.
        VALUES,
        /// Keys before they are laid out.
        ROOM,
        /// Scores of one page.
        SCORES,
        /// Maxima and sums of attention.
        STATE
    }

    /// An empty one.
    public Scratch() {}

    /// Room for so many numbers, or more. What is in it is left over from the last use.
    public float[] of(Use use, int size) {
        var room = rooms.get(use);
        if (room == null || room.length < size) {
            room = new float[size];
            rooms.put(use, room);
        }
        return room;
    }
}
