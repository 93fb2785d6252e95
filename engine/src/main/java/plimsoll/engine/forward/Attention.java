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
    private final Weighing weighing;

    /// Some tokens of one sequence, in order.
    private record Run(int first, int count) {}

    Attention(Transformer shape, Kernels kernels, Workers workers, Pages pages) {
        this.shape = shape;
        this.kernels = kernels;
        this.workers = workers;
        this.pages = pages;
        var how = shape.attention();
        this.weighing = new Weighing(kernels, shape.headDim(), how.scale(), how.cap());
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
        Weighing.begin(state, run.count() * group);
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
                    weighing.weigh(scores, group, from, to, state, i * group, found.values(), row);
                    kernels.blend(scores, group, from, to, values, headDim, found.values(), row);
                }
            }
        }
        for (int i = 0; i < run.count(); i++) {
            weighing.divide(found.values(), found.at(run.first() + i) + at, group, state, i * group);
        }
    }
}
