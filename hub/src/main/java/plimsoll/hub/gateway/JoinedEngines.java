package plimsoll.hub.gateway;

import java.util.List;
import java.util.Optional;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;

/// Several engines as one; of two that have a model of the same name the first is asked.
public final class JoinedEngines implements Engines {
    private final List<Engines> all;

    /// These, in order.
    public JoinedEngines(List<Engines> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public List<String> models() {
        return all.stream().flatMap(each -> each.models().stream()).distinct().toList();
    }

    @Override
    public Taken ask(Question question) {
        return of(question.model()).map(each -> each.ask(question)).orElseGet(() -> none(question.model()));
    }

    @Override
    public Embedded embed(String model, List<String> texts) {
        return of(model).map(each -> each.embed(model, texts)).orElseGet(() -> none(model));
    }

    @Override
    public Detected detect(String model, String text) {
        return of(model).map(each -> each.detect(model, text)).orElseGet(() -> none(model));
    }

    @Override
    public boolean marks(String model) {
        return of(model).filter(each -> each.marks(model)).isPresent();
    }

    private Optional<Engines> of(String model) {
        return all.stream().filter(each -> each.models().contains(model)).findFirst();
    }

    private static Declined none(String model) {
        return new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(model));
    }
}
