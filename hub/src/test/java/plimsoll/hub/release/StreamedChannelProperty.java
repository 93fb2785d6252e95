package plimsoll.hub.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StreamedChannelProperty {
    private static final int SIZE = 200_000;

    @RepeatedTest(50)
    void everyStretchReadsAsInTheFile(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        var file = new byte[SIZE];
        random.nextBytes(file);
        try (var channel = new StreamedChannel(() -> new ByteArrayInputStream(file), SIZE)) {
            for (int i = 0; i < 10; i++) {
                int from = random.nextInt(SIZE);
                int to = from + random.nextInt(SIZE - from);
                var into = ByteBuffer.allocate(to - from);
                channel.position(from);
                while (into.hasRemaining() && channel.read(into) >= 0) {}
                assertArrayEquals(Arrays.copyOfRange(file, from, to), into.array(), "seed " + seed);
                assertEquals(to, channel.position(), "seed " + seed);
            }
        }
    }

    @Test
    void theEndIsTheEndAndAClosedChannelIsClosed() throws IOException {
        var channel = new StreamedChannel(() -> new ByteArrayInputStream(new byte[3]), 3);
        channel.position(3);
        assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
        channel.close();
        assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
    }
}
