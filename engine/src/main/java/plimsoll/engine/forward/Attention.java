package plimsoll.engine.forward;

import static plimsoll.engine.kernels.Kernels.PAGE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plimsoll.engine.architectures.Transformer;
import plimsoll.engine.architectures.Transformer.LayerKind;
import plimsoll.engine.cache.Pages;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Rows;
import plimsoll.engine.kernels.Scratch;
import plimsoll.engine.kernels.Workers;

/// Lets every token look at those before it, page by page with a running maximum and sum, so that no table of all
/// scores is ever made. The pages of a sequence are gone through in order from the first that the token sees: how many
/// other tokens are in the step changes nothing.
final class Attention {
    /// Tokens of one sequence that share a look at each page.
    private static final int RUN = 8;

    private final Transformer shape;
    private final Kernels kernels;
    private final Workers workers;
    private final Pages pages;

    /// Some tokens of one sequence, in order.
    private record Run(int first, int count) {}

    Attention(Transformer shape, Kernels kernels, Workers workers, Pages pages) {
        this.shape = shape;
        this.kernels = kernels;
        this.workers = workers;
        this.pages = pages;
    }

    /// Reads the queries and writes what they found.
    void attend(List<Batch.Row> batch, int layer, Rows queries, Rows found) {
        var runs = runs(batch);
        workers.split(runs.size() * shape.kvHeads(), 1, (from, to, scratch) -> {
            for (int item = from; item < to; item++) {
                var run = runs.get(item / shape.kvHeads());
                look(batch, run, layer, item % shape.kvHeads(), queries, found, scratch);
            }
        });
    }

    private static List<Run> runs(List<Batch.Row> batch) {
        var runs = new ArrayList<Run>();
        int first = 0;
        for (int i = 1; i <= batch.size(); i++) {
            if (i == batch.size() || i - first == RUN || !batch.get(i).follows(batch.get(i - 1))) {
                runs.add(new Run(first, i - first));
                first = i;
            }
        }
        return runs;
    }

    private int firstSeen(int layer, int position) {
        boolean local = shape.kinds().get(layer) == LayerKind.LOCAL;
        return local ? Math.max(0, position - shape.attention().window() + 1) : 0;
    }

    private void look(
            List<Batch.Row> batch, Run run, int layer, int kvHead, Rows queries, Rows found, Scratch scratch) {
        int group = shape.group();
        int headDim = shape.headDim();
        var keys = scratch.of(Scratch.Use.KEYS, PAGE * headDim);
        var values = scratch.of(Scratch.Use.VALUES, PAGE * headDim);
        var room = scratch.of(Scratch.Use.ROOM, PAGE * headDim);
        var scores = scratch.of(Scratch.Use.SCORES, PAGE * group);
        // A maximum and a sum for each head of each token.
        var state = scratch.of(Scratch.Use.STATE, 2 * RUN * group);
        Arrays.fill(state, 0, RUN * group, Float.NEGATIVE_INFINITY);
        Arrays.fill(state, RUN * group, 2 * RUN * group, 0);
        int at = kvHead * group * headDim;
        for (int i = 0; i < run.count(); i++) {
            int row = found.at(run.first() + i) + at;
            Arrays.fill(found.values(), row, row + group * headDim, 0);
        }
        var table = batch.get(run.first()).table();
        int last = batch.get(run.first() + run.count() - 1).position() / PAGE;
        int first = firstSeen(layer, batch.get(run.first()).position()) / PAGE;
        for (int page = first; page <= last; page++) {
            int number = table.pageOf(page * PAGE);
            pages.keys(kernels, number, layer, kvHead, keys, room);
            pages.values(kernels, number, layer, kvHead, values);
            for (int i = 0; i < run.count(); i++) {
                int position = batch.get(run.first() + i).position();
                int from = Math.max(0, firstSeen(layer, position) - page * PAGE);
                int to = Math.min(PAGE, position + 1 - page * PAGE);
                if (from < to) {
                    kernels.scores(queries.values(), queries.at(run.first() + i) + at, group, keys, headDim, scores);
                    int row = found.at(run.first() + i) + at;
                    weigh(scores, from, to, state, i * group, found.values(), row);
                    kernels.blend(scores, group, from, to, values, headDim, found.values(), row);
                }
            }
        }
        for (int i = 0; i < run.count(); i++) {
            divide(found.values(), found.at(run.first() + i) + at, state, (RUN + i) * group);
        }
    }

    /// Turns scores into weights, and shrinks what was found before by as much as the maximum has risen.
    private void weigh(float[] scores, int from, int to, float[] state, int at, float[] found, int row) {
        int group = shape.group();
        float scale = shape.attention().scale();
        for (int head = 0; head < group; head++) {
            int first = head * PAGE + from;
            int end = head * PAGE + to;
            for (int p = first; p < end; p++) {
                scores[p] *= scale;
            }
            if (shape.attention().cap() > 0) {
                kernels.cap(scores, first, end, shape.attention().cap());
            }
            float before = state[at + head];
            float maximum = before;
            for (int p = first; p < end; p++) {
                maximum = Math.max(maximum, scores[p]);
            }
            kernels.exponentials(scores, first, end, maximum);
            float sum = state[RUN * group + at + head];
            if (maximum > before && before > Float.NEGATIVE_INFINITY) {
                float shrink = shrink(before - maximum);
                sum *= shrink;
                scale(found, row + head * shape.headDim(), shrink);
            }
            for (int p = first; p < end; p++) {
                sum += scores[p];
            }
            state[at + head] = maximum;
            state[RUN * group + at + head] = sum;
        }
    }

    private float shrink(float difference) {
        var one = new float[] {difference};
        kernels.exponentials(one, 0, 1, 0);
        return one[0];
    }

    private void scale(float[] values, int at, float by) {
        for (int d = at; d < at + shape.headDim(); d++) {
            values[d] *= by;
        }
    }

    private void divide(float[] found, int row, float[] state, int sums) {
        for (int head = 0; head < shape.group(); head++) {
            scale(found, row + head * shape.headDim(), 1 / state[sums + head]);
        }
    }
}
