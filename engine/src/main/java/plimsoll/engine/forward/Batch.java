package plimsoll.engine.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.cache.PageTable;

/// The tokens of one step. Those of one sequence stand together and in order.
public final class Batch {
    /// One token of one sequence.
    ///
    /// @param table whose pages have room for `position`
    /// @param wanted whether its logits are needed
    /// @param tap who wants to see its hidden states
    public record Row(int token, int position, PageTable table, boolean wanted, Optional<Tap> tap) {
        boolean needed() {
            return wanted || tap.isPresent();
        }

        boolean follows(Row before) {
            return table == before.table && position == before.position + 1;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    /// An empty one.
    public Batch() {}

    /// Adds a token.
    public void add(Row row) {
        rows.add(row);
    }

    /// The tokens.
    public List<Row> rows() {
        return rows;
    }

    /// How many there are.
    public int size() {
        return rows.size();
    }
}
