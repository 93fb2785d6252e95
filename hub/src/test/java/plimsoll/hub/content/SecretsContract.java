package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every keeper of secrets promises.
public abstract class SecretsContract {
    /// The secrets under test, none yet: each call as another process would see them.
    protected abstract Secrets secrets();

    @Test
    void aSecretStaysTheSameForEveryProcess() {
        var first = secrets().named("tickets");
        assertEquals(Secrets.BYTES, first.sizeBytes());
        assertEquals(first, secrets().named("tickets"));
        assertNotEquals(first, secrets().named("sessions"));
    }

    @Test
    void allWhoAskAtOnceGetTheSame() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> secrets().named("tickets")))
                    .toList();
            for (var one : asked) {
                assertEquals(secrets().named("tickets"), one.get());
            }
        }
    }
}
