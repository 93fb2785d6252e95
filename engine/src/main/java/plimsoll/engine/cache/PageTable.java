package plimsoll.engine.cache;

import java.util.Arrays;
import plimsoll.engine.kernels.Kernels;

/// The pages of one sequence, in order. One thread changes it; the workers of a step read it.
public final class PageTable {
    private final Pages pages;
    private int[] table = new int[4];
    private int count;

    /// A table without pages.
    public PageTable(Pages pages) {
        this.pages = pages;
    }

    /// How many more pages it takes to hold so many positions.
    public int missing(int positions) {
        return Math.max(0, Math.ceilDiv(positions, Kernels.PAGE) - count);
    }

    /// Takes pages until so many positions fit.
    ///
    /// @throws IllegalStateException when there are not enough
    public void grow(int positions) {
        for (int more = missing(positions); more > 0; more--) {
            add(pages.take());
        }
    }

    /// Uses a page that others use as well; nobody may write to it.
    void addShared(int page) {
        pages.share(page);
        add(page);
    }

    private void add(int page) {
        if (count == table.length) {
            table = Arrays.copyOf(table, 2 * count);
        }
        table[count++] = page;
    }

    /// The page that holds a position.
    public int pageOf(int position) {
        return table[position / Kernels.PAGE];
    }

    /// How many pages it has.
    public int size() {
        return count;
    }

    /// Gives all pages back.
    public void clear() {
        for (int i = 0; i < count; i++) {
            pages.release(table[i]);
        }
        count = 0;
    }
}
