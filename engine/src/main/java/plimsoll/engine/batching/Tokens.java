package plimsoll.engine.batching;

import java.util.Arrays;

/// Some tokens in order. Immutable; equal by content.
public final class Tokens {
    private final int[] ids;

    private Tokens(int[] ids) {
        this.ids = ids;
    }

    /// A copy of these.
    public static Tokens of(int... ids) {
        return new Tokens(ids.clone());
    }

    /// How many there are.
    public int size() {
        return ids.length;
    }

    /// One of them, counted from 0.
    public int get(int index) {
        return ids[index];
    }

    /// A copy of them.
    public int[] toArray() {
        return ids.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens tokens && Arrays.equals(ids, tokens.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
