package plimsoll.hub.gateway;

import java.util.List;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;

/// The models that can be asked. Any number of threads.
public interface Engines {
    /// Their names, in a fixed order.
    List<String> models();

    /// Asks one of them, loading it first when that is needed; otherwise never waits.
    Taken ask(Question question);

    /// Has one of them make a vector of each text, loading it first when that is needed; waits for its turn.
    default Embedded embed(String model, List<String> texts) {
        return new Declined(Why.UNFIT, "The model '%s' makes no embeddings".formatted(model));
    }

    /// Looks for the mark of one of them in a text, loading the model first when that is needed.
    default Detected detect(String model, String text) {
        return new Declined(Why.UNFIT, "The answers of '%s' carry no mark".formatted(model));
    }

    /// Whether the answers of one of them carry a mark.
    default boolean marks(String model) {
        return false;
    }
}
