package plimsoll.weights.pickle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.weights.findings.Verdict;

/// Arrays and numbers as numpy 2 itself pickles them.
class NumpyPicklesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void areSafeInEveryProtocol(int protocol) throws IOException {
        try (var file = NumpyPicklesTest.class.getResourceAsStream("numpy/array-protocol-%d.pkl".formatted(protocol))) {
            var pickle = Objects.requireNonNull(file).readAllBytes();
            assertEquals(
                    Verdict.SAFE,
                    PickleVerdicts.of(pickle),
                    () -> PickleVerdicts.findings(pickle, false).all().toString());
        }
    }
}
