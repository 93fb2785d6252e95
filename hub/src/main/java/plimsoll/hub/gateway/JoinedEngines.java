package plimsoll.hub.gateway;

import java.util.List;
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
        return all.stream()
                .filter(each -> each.models().contains(question.model()))
                .findFirst()
                .map(each -> each.ask(question))
                .orElseGet(() ->
                        new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(question.model())));
    }
}
