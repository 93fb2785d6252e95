package plimsoll.engine.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import plimsoll.engine.kernels.Kernels;

/// Pages whose text may come again: full ones, by all that they depend on. The same system prompt is then read once.
///
/// A page is named by the hash of its tokens and of the page before it; the first of them by a namespace, so that two
/// tenants who must not learn of each other's prompts by their speed never meet. A name that fits is not enough: the
/// tokens are compared, all of them, so that a collision costs time and never the right text.
///
/// Pages nobody else uses make room when others are needed, least recently used first. One thread.
public final class PrefixCache {
    private final Pages pages;
    private final boolean collide;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Entry {
        private final int page;
        private final String parent;
        private final int[] tokens;

        Entry(int page, String parent, int[] tokens) {
            this.page = page;
            this.parent = parent;
            this.tokens = tokens;
        }
    }

    /// An empty cache over these pages.
    public PrefixCache(Pages pages) {
        this(pages, false);
    }

    /// @param collide gives every page the same name, to test that names are not trusted
    PrefixCache(Pages pages, boolean collide) {
        this.pages = pages;
        this.collide = collide;
    }

    /// Fills a table with the pages that begin this text, and says how many positions they hold. The last token of a
    /// text is never among them: somebody has to compute what comes after it.
    public int reuse(String namespace, int[] tokens, int count, PageTable into) {
        var parent = root(namespace);
        int found = 0;
        while (found + Kernels.PAGE < count) {
            var part = Arrays.copyOfRange(tokens, found, found + Kernels.PAGE);
            var name = name(parent, part);
            var entry = entries.get(name);
            if (entry == null || !entry.parent.equals(parent) || !Arrays.equals(entry.tokens, part)) {
                break;
            }
            into.addShared(entry.page);
            parent = identity(parent, part);
            found += Kernels.PAGE;
        }
        return found;
    }

    /// Remembers the full pages of a text that has been read.
    ///
    /// @param count tokens whose keys and values are written
    public void remember(String namespace, int[] tokens, int count, PageTable table) {
        var parent = root(namespace);
        for (int from = 0; from + Kernels.PAGE <= count; from += Kernels.PAGE) {
            var part = Arrays.copyOfRange(tokens, from, from + Kernels.PAGE);
            var name = name(parent, part);
            if (!entries.containsKey(name)) {
                int page = table.pageOf(from);
                pages.share(page);
                entries.put(name, new Entry(page, parent, part));
            }
            parent = identity(parent, part);
        }
    }

    /// Pages that would be available if the cache let go of all it can.
    public int available() {
        return pages.available()
                + (int) entries.values().stream()
                        .filter(entry -> pages.usersOf(entry.page) == 1)
                        .count();
    }

    /// Lets go of pages until so many are available, or nothing is left to let go of.
    public void makeRoom(int wanted) {
        var oldest = entries.values().iterator();
        while (pages.available() < wanted && oldest.hasNext()) {
            var entry = oldest.next();
            if (pages.usersOf(entry.page) == 1) {
                pages.release(entry.page);
                oldest.remove();
            }
        }
    }

    /// Lets go of everything.
    public void clear() {
        entries.values().forEach(entry -> pages.release(entry.page));
        entries.clear();
    }

    private String name(String parent, int[] tokens) {
        return collide ? "same" : identity(parent, tokens);
    }

    private static String root(String namespace) {
        return hash(ByteBuffer.wrap(namespace.getBytes(StandardCharsets.UTF_8)));
    }

    private static String identity(String parent, int[] tokens) {
        var name = parent.getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(name.length + Integer.BYTES * tokens.length);
        bytes.put(name);
        for (int token : tokens) {
            bytes.putInt(token);
        }
        return hash(bytes.flip());
    }

    private static String hash(ByteBuffer bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
