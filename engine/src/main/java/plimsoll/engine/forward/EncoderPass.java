package plimsoll.engine.forward;

import static plimsoll.engine.kernels.Kernels.PAGE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plimsoll.engine.architectures.EncoderShape;
import plimsoll.engine.architectures.EncoderShape.Pooling;
import plimsoll.engine.architectures.EncoderWeights;
import plimsoll.engine.architectures.EncoderWeights.Layer;
import plimsoll.engine.architectures.EncoderWeights.Norm;
import plimsoll.engine.forward.Products.Product;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Rows;
import plimsoll.engine.kernels.Scratch;
import plimsoll.engine.kernels.Workers;
import plimsoll.weights.tensors.TensorView;

/// The pass of an encoder over some texts at once. One thread calls it, the workers help.
///
/// What a text gives does not depend on the texts beside it.
public final class EncoderPass {
    /// Tokens that look at a page together.
    private static final int RUN = 8;

    private final EncoderShape shape;
    private final EncoderWeights weights;
    private final Kernels kernels;
    private final Workers workers;
    private final Products products;
    private final Weighing weighing;
    private final Rows hidden;
    private final Rows computed;
    private final Rows queries;
    private final Rows keys;
    private final Rows values;
    private final Rows found;
    private final Rows between;

    /// The tokens of one text.
    private record Span(int first, int count) {}

    /// @param rows tokens of all texts of the largest pass
    public EncoderPass(EncoderShape shape, EncoderWeights weights, Kernels kernels, Workers workers, int rows) {
        this.shape = shape;
        this.weights = weights;
        this.kernels = kernels;
        this.workers = workers;
        this.products = new Products(kernels, workers);
        float scale = (float) (1 / Math.sqrt(shape.headDim()));
        this.weighing = new Weighing(kernels, shape.headDim(), scale, 0);
        this.hidden = Rows.of(rows, shape.width());
        this.computed = Rows.of(rows, shape.width());
        this.queries = Rows.of(rows, shape.width());
        this.keys = Rows.of(rows, shape.width());
        this.values = Rows.of(rows, shape.width());
        this.found = Rows.of(rows, shape.width());
        this.between = Rows.of(rows, shape.feedForward());
    }

    /// The vector of each text.
    ///
    /// @param texts their tokens, frames included, none of them empty
    public List<float[]> encode(List<int[]> texts) {
        var spans = embed(texts);
        int rows = texts.stream().mapToInt(text -> text.length).sum();
        for (var layer : weights.layers()) {
            attend(layer, spans, rows);
            feedForward(layer, rows);
        }
        return spans.stream().map(this::pooled).toList();
    }

    private List<Span> embed(List<int[]> texts) {
        var spans = new ArrayList<Span>();
        var room = new float[shape.width()];
        int row = 0;
        for (var text : texts) {
            spans.add(new Span(row, text.length));
            for (int position = 0; position < text.length; position++) {
                int at = hidden.at(row++);
                System.arraycopy(weights.kind().values(), 0, hidden.values(), at, shape.width());
                add(weights.embedding(), text[position], room, at);
                add(weights.positions(), position, room, at);
            }
        }
        norm(weights.embeddingNorm(), row);
        return spans;
    }

    private void add(TensorView table, int row, float[] room, int at) {
        kernels.unpack(table.type(), table.data(), row * table.rowBytes(), room.length, room, 0);
        for (int i = 0; i < room.length; i++) {
            hidden.values()[at + i] += room[i];
        }
    }

    private void attend(Layer layer, List<Span> spans, int rows) {
        products.multiply(
                hidden,
                rows,
                new Product(layer.query(), queries),
                new Product(layer.key(), keys),
                new Product(layer.value(), values));
        workers.split(spans.size() * shape.heads(), 1, (from, to, scratch) -> {
            for (int item = from; item < to; item++) {
                look(spans.get(item / shape.heads()), item % shape.heads() * shape.headDim(), scratch);
            }
        });
        products.multiply(found, rows, new Product(layer.attentionOutput(), computed));
        addAndNorm(layer.attentionNorm(), rows);
    }

    /// Lets every token of a text look at all of them with one head. To the kernels, tokens are what heads of one token
    /// are elsewhere.
    private void look(Span span, int head, Scratch scratch) {
        int headDim = shape.headDim();
        var asking = scratch.of(Scratch.Use.ROOM, span.count() * headDim);
        var sums = scratch.of(Scratch.Use.LANES, span.count() * headDim);
        var pageKeys = scratch.of(Scratch.Use.KEYS, PAGE * headDim);
        var pageValues = scratch.of(Scratch.Use.VALUES, PAGE * headDim);
        var scores = scratch.of(Scratch.Use.SCORES, RUN * PAGE);
        var state = scratch.of(Scratch.Use.STATE, 2 * span.count());
        gather(queries, span.first(), span.count(), head, asking);
        Arrays.fill(sums, 0, span.count() * headDim, 0);
        Weighing.begin(state, span.count());
        for (int page = 0; page < span.count(); page += PAGE) {
            int seen = Math.min(PAGE, span.count() - page);
            gather(values, span.first() + page, seen, head, pageValues);
            gatherKeys(span.first() + page, seen, head, pageKeys);
            for (int first = 0; first < span.count(); first += RUN) {
                int run = Math.min(RUN, span.count() - first);
                int at = first * headDim;
                kernels.scores(asking, at, run, pageKeys, headDim, scores);
                weighing.weigh(scores, run, 0, seen, state, first, sums, at);
                kernels.blend(scores, run, 0, seen, pageValues, headDim, sums, at);
            }
        }
        weighing.divide(sums, 0, span.count(), state, 0);
        for (int i = 0; i < span.count(); i++) {
            System.arraycopy(sums, i * headDim, found.values(), found.at(span.first() + i) + head, headDim);
        }
    }

    private void gather(Rows from, int first, int count, int head, float[] into) {
        int headDim = shape.headDim();
        for (int i = 0; i < count; i++) {
            System.arraycopy(from.values(), from.at(first + i) + head, into, i * headDim, headDim);
        }
    }

    private void gatherKeys(int first, int count, int head, float[] into) {
        for (int p = 0; p < count; p++) {
            int at = keys.at(first + p) + head;
            for (int d = 0; d < shape.headDim(); d++) {
                into[d * PAGE + p] = keys.values()[at + d];
            }
        }
    }

    private void feedForward(Layer layer, int rows) {
        products.multiply(hidden, rows, new Product(layer.up(), between));
        workers.split(rows, 4, (from, to, _) -> {
            for (int i = from; i < to; i++) {
                kernels.gelu(between.values(), between.at(i), between.at(i) + shape.feedForward());
            }
        });
        products.multiply(between, rows, new Product(layer.down(), computed));
        addAndNorm(layer.outputNorm(), rows);
    }

    private void addAndNorm(Norm norm, int rows) {
        for (int i = 0; i < rows; i++) {
            int at = hidden.at(i);
            int from = computed.at(i);
            for (int j = 0; j < shape.width(); j++) {
                hidden.values()[at + j] += computed.values()[from + j];
            }
        }
        norm(norm, rows);
    }

    private void norm(Norm norm, int rows) {
        workers.split(rows, 8, (from, to, _) -> {
            for (int i = from; i < to; i++) {
                kernels.layerNorm(
                        hidden.values(),
                        hidden.at(i),
                        norm.weight().values(),
                        norm.bias().values(),
                        shape.epsilon(),
                        hidden.values(),
                        hidden.at(i));
            }
        });
    }

    private float[] pooled(Span span) {
        if (shape.pooling() == Pooling.FIRST) {
            return hidden.copyOfRow(span.first());
        }
        var mean = new float[shape.width()];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (int row = span.first(); row < span.first() + span.count(); row++) {
                sum += hidden.values()[hidden.at(row) + i];
            }
            mean[i] = (float) (sum / span.count());
        }
        return mean;
    }
}
