package plimsoll.hub.gateway;

import java.util.List;

/// The models that can be asked. Any number of threads.
public interface Engines {
    /// Their names, in a fixed order.
    List<String> models();

    /// Asks one of them, loading it first when that is needed; otherwise never waits.
    Taken ask(Question question);
}
