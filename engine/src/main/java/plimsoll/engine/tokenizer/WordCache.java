package plimsoll.engine.tokenizer;

/// The ids of words that came before: nine words of ten in prose have. Bounded: a new word takes the place of an old
/// one. Any number of threads; a lost race costs a word being cut once more.
final class WordCache {
    private static final int PLACES = 1 << 15;

    /// Longer ones seldom come back.
    private static final int MAX_CHARACTERS = 48;

    // Final fields make an entry whole for whoever sees it.
    private static final class Entry {
        private final char[] word;
        private final int[] ids;

        private Entry(char[] word, int[] ids) {
            this.word = word;
            this.ids = ids;
        }
    }

    private final @org.jspecify.annotations.Nullable Entry[] entries = new Entry[PLACES];

    /// Adds the ids of this word, if it is known.
    boolean find(char[] text, int from, int to, Ids ids) {
        if (to - from > MAX_CHARACTERS) {
            return false;
        }
        var entry = entries[place(text, from, to)];
        if (entry == null || !java.util.Arrays.equals(text, from, to, entry.word, 0, entry.word.length)) {
            return false;
        }
        ids.addAll(entry.ids, entry.ids.length);
        return true;
    }

    void keep(char[] text, int from, int to, int[] ids) {
        if (to - from <= MAX_CHARACTERS) {
            entries[place(text, from, to)] = new Entry(java.util.Arrays.copyOfRange(text, from, to), ids);
        }
    }

    private static int place(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        hash *= 0x9E3779B9;
        return hash >>> (Integer.SIZE - 15);
    }
}
