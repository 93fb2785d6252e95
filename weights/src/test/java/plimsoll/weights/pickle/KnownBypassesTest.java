package plimsoll.weights.pickle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.fixtures.PickleWriter;

/// Every callable that is known to have passed a scanner, in each of the ways in which a pickle can reach it.
class KnownBypassesTest {
    record Callable(String module, String name) {}

    static Stream<Callable> bypasses() {
        try (var list = KnownBypassesTest.class.getResourceAsStream("bypasses.txt")) {
            var text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .map(words -> new Callable(words[0], words[1]))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("bypasses")
    void isDangerousHoweverItIsReached(Callable bypass) {
        for (var file : waysTo(bypass)) {
            var found = PickleVerdicts.findings(file, false);
            assertEquals(Verdict.DANGEROUS, found.verdict(), () -> found.all().toString());
            assertEquals(Verdict.DANGEROUS, PickleVerdicts.ofTorch(file));
        }
    }

    @ParameterizedTest
    @MethodSource("bypasses")
    void isNeverSafeWhereverTheFileBreaksOff(Callable bypass) {
        for (var file : waysTo(bypass)) {
            for (int length = 0; length < file.length; length++) {
                assertNotEquals(Verdict.SAFE, PickleVerdicts.of(Arrays.copyOf(file, length)));
            }
        }
    }

    private static List<byte[]> waysTo(Callable bypass) {
        var module = bypass.module();
        var name = bypass.name();
        return List.of(
                PickleWriter.call(module, name, "id"),
                PickleWriter.protocol(0).global(module, name).raw("(S'id'\ntR.").toBytes(),
                PickleWriter.protocol(0)
                        .raw("(S'id'\ni" + module + "\n" + name + "\n.")
                        .toBytes(),
                PickleWriter.protocol(1)
                        .mark()
                        .global(module, name)
                        .text("id")
                        .op('o')
                        .stop(),
                PickleWriter.protocol(4)
                        .stackGlobal(module, name)
                        .text("id")
                        .op(0x85)
                        .reduce()
                        .stop(),
                PickleWriter.protocol(4)
                        .text(module)
                        .op(0x94)
                        .op('0')
                        .text(name)
                        .op(0x94)
                        .op('0')
                        .raw("h\0h\1")
                        .op(0x93)
                        .text("id")
                        .op(0x85)
                        .reduce()
                        .stop(),
                PickleWriter.protocol(4)
                        .stackGlobal(module, name)
                        .text("id")
                        .op(0x85)
                        .op(0x81)
                        .stop(),
                PickleWriter.protocol(4)
                        .stackGlobal(module, name)
                        .op('}')
                        .op('b')
                        .stop());
    }
}
