package plimsoll.weights.conversion;

import java.util.ArrayList;
import java.util.List;
import plimsoll.weights.tensors.TensorSource;

/// Tensors that somebody hears of when their turn comes.
final class Announced {
    private Announced() {}

    static List<TensorSource> each(List<TensorSource> sources, Progress progress) {
        var announced = new ArrayList<TensorSource>();
        for (int i = 0; i < sources.size(); i++) {
            var source = sources.get(i);
            int number = i + 1;
            announced.add(new TensorSource(source.name(), source.type(), source.shape(), out -> {
                progress.next(source, number, sources.size());
                source.contents().writeTo(out);
            }));
        }
        return announced;
    }
}
