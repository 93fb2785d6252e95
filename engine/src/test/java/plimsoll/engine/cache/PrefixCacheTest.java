package plimsoll.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plimsoll.weights.tensors.DType;

class PrefixCacheTest {
    private final Pages pages = new Pages(new PageShape(1, 1, 8, DType.F16), 6);

    @AfterEach
    void close() {
        pages.close();
    }

    private static int[] text(int size, int from) {
        return IntStream.range(from, from + size).toArray();
    }

    private void read(PrefixCache cache, String tenant, int... tokens) {
        var table = new PageTable(pages);
        table.grow(tokens.length);
        cache.remember(tenant, tokens, tokens.length, table);
        table.clear();
    }

    private int found(PrefixCache cache, String tenant, int... tokens) {
        var table = new PageTable(pages);
        int found = cache.reuse(tenant, tokens, tokens.length, table);
        table.clear();
        return found;
    }

    @Test
    void fullPagesOfTheSameTextAreFoundAgain() {
        var cache = new PrefixCache(pages);
        read(cache, "ada", text(70, 0));
        assertEquals(64, found(cache, "ada", text(100, 0)));
        assertEquals(32, found(cache, "ada", text(64, 0)), "the last token has to be computed");
        assertEquals(0, found(cache, "ada", text(100, 1)));
    }

    @Test
    void tenantsNeverMeet() {
        var cache = new PrefixCache(pages);
        read(cache, "ada", text(70, 0));
        assertEquals(0, found(cache, "bob", text(70, 0)));
    }

    @Test
    void aNameThatCollidesIsNotTrusted() {
        var cache = new PrefixCache(pages, true);
        read(cache, "ada", text(33, 0));
        assertEquals(0, found(cache, "ada", text(70, 500)));
        assertEquals(0, found(cache, "bob", text(70, 0)));
        assertEquals(32, found(cache, "ada", text(70, 0)));
    }

    @Test
    void itLetsGoWhenOthersNeedPages() {
        var cache = new PrefixCache(pages);
        read(cache, "ada", text(96, 0));
        read(cache, "ada", text(64, 1000));
        assertEquals(5, pages.used());
        assertEquals(6, cache.available());
        cache.makeRoom(4);
        assertEquals(4, pages.available());
        cache.clear();
        assertEquals(0, pages.used());
    }

    @Test
    void pagesAreCounted() {
        var table = new PageTable(pages);
        table.grow(6 * 32);
        assertThrows(IllegalStateException.class, () -> new PageTable(pages).grow(1));
        table.clear();
        assertEquals(6, pages.available());
        int page = pages.take();
        pages.release(page);
        assertThrows(IllegalStateException.class, () -> pages.release(page));
    }

    @Test
    void headsThatAreNoWholeBlocksCannotBeQuantised() {
        assertThrows(IllegalArgumentException.class, () -> new PageShape(1, 1, 8, DType.Q8_0));
        assertThrows(IllegalArgumentException.class, () -> new PageShape(1, 1, 32, DType.Q4_0));
    }
}
