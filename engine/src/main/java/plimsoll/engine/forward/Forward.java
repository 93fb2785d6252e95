package plimsoll.engine.forward;

import java.util.List;
import java.util.Optional;
import plimsoll.engine.architectures.Gains;
import plimsoll.engine.architectures.Transformer;
import plimsoll.engine.architectures.Transformer.LayerKind;
import plimsoll.engine.architectures.Weights;
import plimsoll.engine.cache.Pages;
import plimsoll.engine.forward.Products.Product;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Rows;
import plimsoll.engine.kernels.Workers;

/// The forward pass of every family. One thread calls it, the workers help.
///
/// What a token gives depends on its sequence alone: not on what else is in the step, nor on how its prompt was cut.
public final class Forward {
    private final Transformer shape;
    private final Weights weights;
    private final Kernels kernels;
    private final Workers workers;
    private final Pages pages;
    private final Products products;
    private final Attention attention;
    private final Rotation global;
    private final Rotation local;
    private final Buffers buffers;

    /// Working memory for the largest step.
    private record Buffers(
            Rows hidden, Rows normed, Rows queries, Rows keys, Rows values, Rows found, Rows gate, Rows up) {
        static Buffers of(Transformer shape, int rows) {
            int queries = shape.heads() * shape.headDim();
            int kept = shape.kvHeads() * shape.headDim();
            return new Buffers(
                    Rows.of(rows, shape.width()),
                    Rows.of(rows, shape.width()),
                    Rows.of(rows, queries),
                    Rows.of(rows, kept),
                    Rows.of(rows, kept),
                    Rows.of(rows, queries),
                    Rows.of(rows, shape.feedForward()),
                    Rows.of(rows, shape.feedForward()));
        }
    }

    /// @param positions the longest sequence
    /// @param rows tokens in the largest step
    public Forward(
            Transformer shape,
            Weights weights,
            Kernels kernels,
            Workers workers,
            Pages pages,
            int positions,
            int rows) {
        this.shape = shape;
        this.weights = weights;
        this.kernels = kernels;
        this.workers = workers;
        this.pages = pages;
        this.products = new Products(kernels, workers);
        this.attention = new Attention(shape, kernels, workers, pages);
        this.global = Rotation.global(shape.rope(), positions);
        this.local = shape.kinds().contains(LayerKind.LOCAL) ? Rotation.local(shape.rope(), positions) : global;
        this.buffers = Buffers.of(shape, rows);
    }

    /// Computes one step: writes keys and values of all its tokens, and gives the logits of those that are wanted, in
    /// their order.
    public Rows step(Batch batch) {
        var rows = batch.rows();
        embed(rows);
        for (int layer = 0; layer < shape.layers(); layer++) {
            attendIn(layer, rows);
            if (layer == shape.layers() - 1) {
                // What comes after the last look back matters only for those whose logits are wanted.
                rows = keepNeeded(rows);
            }
            feedForward(weights.layers().get(layer), rows.size());
            tap(rows, Tap.Point.LAYER, layer, buffers.hidden);
        }
        return logits(rows);
    }

    private void embed(List<Batch.Row> rows) {
        var table = weights.embedding();
        var hidden = buffers.hidden.values();
        for (int i = 0; i < rows.size(); i++) {
            int at = buffers.hidden.at(i);
            long from = rows.get(i).token() * table.rowBytes();
            kernels.unpack(table.type(), table.data(), from, shape.width(), hidden, at);
            for (int j = at; j < at + shape.width(); j++) {
                hidden[j] *= shape.embedding().inputScale();
            }
        }
        tap(rows, Tap.Point.EMBEDDING, -1, buffers.hidden);
    }

    private void attendIn(int number, List<Batch.Row> rows) {
        var layer = weights.layers().get(number);
        int count = rows.size();
        norm(layer.attentionNorm(), buffers.hidden, buffers.normed, count);
        products.multiply(
                buffers.normed,
                count,
                new Product(layer.query(), buffers.queries),
                new Product(layer.key(), buffers.keys),
                new Product(layer.value(), buffers.values));
        workers.split(count, 4, (from, to, _) -> {
            for (int i = from; i < to; i++) {
                place(layer, number, i, rows.get(i));
            }
        });
        attention.attend(rows, number, buffers.queries, buffers.found);
        products.multiply(buffers.found, count, new Product(layer.attentionOutput(), buffers.normed));
        add(layer.postAttentionNorm(), count);
    }

    /// Norms and turns queries and keys of one token, and keeps its key and value.
    private void place(Weights.Layer layer, int number, int i, Batch.Row row) {
        var rotation = shape.kinds().get(number) == LayerKind.LOCAL ? local : global;
        turn(buffers.queries, i, shape.heads(), layer.queryNorm(), rotation, row.position());
        turn(buffers.keys, i, shape.kvHeads(), layer.keyNorm(), rotation, row.position());
        int page = row.table().pageOf(row.position());
        int slot = row.position() % Kernels.PAGE;
        for (int head = 0; head < shape.kvHeads(); head++) {
            int at = head * shape.headDim();
            pages.write(
                    page,
                    slot,
                    number,
                    head,
                    buffers.keys.values(),
                    buffers.keys.at(i) + at,
                    buffers.values.values(),
                    buffers.values.at(i) + at);
        }
    }

    private void turn(Rows rows, int row, int heads, Optional<Gains> norm, Rotation rotation, int position) {
        for (int head = 0; head < heads; head++) {
            int at = rows.at(row) + head * shape.headDim();
            if (norm.isPresent()) {
                kernels.rms(
                        rows.values(), at, norm.get().values(), shape.norms().epsilon(), rows.values(), at);
            }
            rotation.turn(rows.values(), at, position);
        }
    }

    private void feedForward(Weights.Layer layer, int count) {
        norm(layer.feedForwardNorm(), buffers.hidden, buffers.normed, count);
        products.multiply(
                buffers.normed, count, new Product(layer.gate(), buffers.gate), new Product(layer.up(), buffers.up));
        workers.split(count, 4, (from, to, _) -> {
            for (int i = from; i < to; i++) {
                kernels.gate(
                        shape.activation(),
                        buffers.gate.values(),
                        buffers.gate.at(i),
                        buffers.up.values(),
                        buffers.up.at(i),
                        shape.feedForward());
            }
        });
        products.multiply(buffers.gate, count, new Product(layer.down(), buffers.normed));
        add(layer.postFeedForwardNorm(), count);
        layer.steer().ifPresent(direction -> {
            for (int i = 0; i < count; i++) {
                plus(buffers.hidden, i, direction.values(), 0);
            }
        });
    }

    /// Adds what a part of a layer has computed, in `normed`, to the hidden state.
    private void add(Optional<Gains> norm, int count) {
        norm.ifPresent(gains -> norm(gains, buffers.normed, buffers.normed, count));
        for (int i = 0; i < count; i++) {
            plus(buffers.hidden, i, buffers.normed.values(), buffers.normed.at(i));
        }
    }

    private static void plus(Rows rows, int row, float[] more, int from) {
        int at = rows.at(row);
        for (int j = 0; j < rows.columns(); j++) {
            rows.values()[at + j] += more[from + j];
        }
    }

    private void norm(Gains gains, Rows from, Rows into, int count) {
        workers.split(count, 8, (first, end, _) -> {
            for (int i = first; i < end; i++) {
                kernels.rms(
                        from.values(), from.at(i), gains.values(), shape.norms().epsilon(), into.values(), into.at(i));
            }
        });
    }

    private List<Batch.Row> keepNeeded(List<Batch.Row> rows) {
        int kept = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).needed()) {
                buffers.hidden.setRow(kept++, buffers.hidden, i);
            }
        }
        return rows.stream().filter(Batch.Row::needed).toList();
    }

    private Rows logits(List<Batch.Row> rows) {
        norm(weights.outputNorm(), buffers.hidden, buffers.normed, rows.size());
        tap(rows, Tap.Point.FINAL_NORM, shape.layers(), buffers.normed);
        int wanted = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).wanted()) {
                buffers.normed.setRow(wanted++, buffers.normed, i);
            }
        }
        var logits = Rows.of(wanted, shape.vocabulary());
        if (wanted > 0) {
            products.multiply(buffers.normed, wanted, new Product(weights.output(), logits));
        }
        if (shape.embedding().finalCap() > 0) {
            for (int i = 0; i < wanted; i++) {
                int at = logits.at(i);
                kernels.cap(
                        logits.values(),
                        at,
                        at + shape.vocabulary(),
                        shape.embedding().finalCap());
            }
        }
        return logits;
    }

    private static void tap(List<Batch.Row> rows, Tap.Point point, int layer, Rows from) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.tap().isPresent()) {
                row.tap().get().take(point, layer, row.position(), from.copyOfRow(i));
            }
        }
    }
}
