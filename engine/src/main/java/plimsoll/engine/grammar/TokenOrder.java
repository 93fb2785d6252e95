package plimsoll.engine.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.engine.tokenizer.Vocabulary;

/// The tokens of a model in the order of their bytes, each with how much of it the one before has too: a trie written
/// down in one line. Made once a model; immutable.
public final class TokenOrder {
    private final byte[][] bytes;
    private final int[] ids;
    private final int[] shared;
    private final boolean[] ends;
    private final byte[][] byId;

    private TokenOrder(byte[][] byId, boolean[] ends) {
        this.byId = byId;
        this.ends = ends;
        var order = new ArrayList<Integer>();
        for (int id = 0; id < byId.length; id++) {
            if (byId[id].length > 0 && !ends[id]) {
                order.add(id);
            }
        }
        order.sort((left, right) -> Arrays.compareUnsigned(byId[left], byId[right]));
        ids = order.stream().mapToInt(Integer::intValue).toArray();
        bytes = new byte[ids.length][];
        shared = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            bytes[i] = byId[ids[i]];
            int common = i == 0 ? 0 : Arrays.mismatch(bytes[i - 1], bytes[i]);
            shared[i] = common < 0 ? bytes[i].length : common;
        }
    }

    /// The tokens of this tokenizer. Control tokens are no text, so no grammar allows one; those that end an answer are
    /// allowed where it may end.
    public static TokenOrder of(Tokenizer tokenizer) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        var byId = new byte[vocabulary.size()][];
        var ends = new boolean[byId.length];
        for (int id = 0; id < byId.length; id++) {
            byId[id] = tokenizer.bytesOf(id);
            ends[id] = vocabulary.endsGeneration(id);
        }
        return new TokenOrder(byId, ends);
    }

    int size() {
        return byId.length;
    }

    int count() {
        return ids.length;
    }

    int id(int place) {
        return ids[place];
    }

    byte[] bytes(int place) {
        return bytes[place];
    }

    /// How many bytes the token at this place begins with as the one before does.
    int shared(int place) {
        return shared[place];
    }

    boolean ends(int id) {
        return ends[id];
    }

    byte[] bytesOf(int id) {
        return byId[id];
    }
}
