package plimsoll.engine.forward;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import plimsoll.engine.architectures.Linear;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Operand;
import plimsoll.engine.kernels.Rows;
import plimsoll.engine.kernels.Scratch;
import plimsoll.engine.kernels.Workers;
import plimsoll.weights.tensors.DType;

/// Matrices times the tokens of a step, several of them in one go where they share their input.
final class Products {
    /// Rows that one worker takes at a time: many, since each run begins with waiting for memory, but so that there are
    /// [#RUNS] for each worker, who may be held up in one.
    private static final int LEAST_RUN = 64;

    private static final int MOST_RUN = 256;
    private static final int RUNS = 8;

    private final Kernels kernels;
    private final Workers workers;
    private final Operand operand = new Operand();

    /// One product: which matrix, and where the result goes.
    record Product(Linear matrix, Rows into) {}

    /// Rows of one of several products.
    private record Part(Product product, int from, int to) {}

    Products(Kernels kernels, Workers workers) {
        this.kernels = kernels;
        this.workers = workers;
    }

    /// All products of the first `tokens` rows of x.
    void multiply(Rows x, int tokens, Product... products) {
        var parts = new ArrayList<Part>();
        int run = run(products);
        for (var product : products) {
            int rows = product.matrix().rows();
            for (int from = 0; from < rows; from += run) {
                parts.add(new Part(product, from, Math.min(rows, from + run)));
            }
        }
        kernels.arrange(x, tokens, types(products), workers, operand);
        workers.split(parts.size(), 1, (from, to, scratch) -> {
            for (var part : parts.subList(from, to)) {
                compute(part, tokens, scratch);
            }
        });
        for (var product : products) {
            edit(product, tokens);
        }
    }

    private int run(Product... products) {
        int rows = 0;
        for (var product : products) {
            rows += product.matrix().rows();
        }
        int share = rows / workers.count() / RUNS;
        return Math.clamp(share - share % LEAST_RUN, LEAST_RUN, MOST_RUN);
    }

    /// Of the weights that meet the tokens themselves.
    private static Set<DType> types(Product... products) {
        var types = EnumSet.noneOf(DType.class);
        for (var product : products) {
            types.add(product.matrix().weight().type());
            product.matrix().edits().forEach(edit -> types.add(edit.a().type()));
        }
        return types;
    }

    private void compute(Part part, int tokens, Scratch scratch) {
        var matrix = part.product().matrix();
        var into = part.product().into();
        kernels.product(matrix.weight(), part.from(), part.to(), operand, into, scratch);
        if (matrix.bias().isPresent()) {
            var bias = matrix.bias().get().values();
            for (int token = 0; token < tokens; token++) {
                int at = into.at(token);
                for (int row = part.from(); row < part.to(); row++) {
                    into.values()[at + row] += bias[row];
                }
            }
        }
    }

    private void edit(Product product, int tokens) {
        List<Linear.LowRank> edits = product.matrix().edits();
        for (var edit : edits) {
            var inner = Rows.of(tokens, Math.toIntExact(edit.a().rows()));
            var outer = Rows.of(tokens, product.matrix().rows());
            var scratch = new Scratch();
            kernels.product(edit.a(), 0, inner.columns(), operand, inner, scratch);
            var between = new Operand();
            kernels.arrange(inner, tokens, Set.of(edit.b().type()), workers, between);
            kernels.product(edit.b(), 0, outer.columns(), between, outer, scratch);
            for (int token = 0; token < tokens; token++) {
                int to = product.into().at(token);
                int from = outer.at(token);
                for (int row = 0; row < outer.columns(); row++) {
                    product.into().values()[to + row] += edit.scale() * outer.values()[from + row];
                }
            }
        }
    }
}
