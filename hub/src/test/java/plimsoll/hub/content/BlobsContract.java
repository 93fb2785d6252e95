package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Blobs.Kept;

/// What every store of blobs promises.
public abstract class BlobsContract {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final int SENDERS = 16;
    private static final int ODD_BYTES = 3 * 1024 * 1024 + 17;

    /// The store under test, empty; the same one each time.
    protected abstract Blobs blobs() throws IOException;

    /// How many unfinished files the store holds on to right now.
    protected abstract long leftovers() throws IOException;

    @AfterEach
    void nothingIsLeftOver() throws IOException {
        assertEquals(0, leftovers());
    }

    @Test
    void whatIsReceivedComesBack() throws Exception {
        var bytes = noise(ODD_BYTES, 1);
        receive(bytes);
        assertEquals(OptionalLong.of(ODD_BYTES), blobs().sizeBytes(name(bytes)));
        assertArrayEquals(bytes, content(name(bytes)));
    }

    @Test
    void noBytesAreABlobToo() throws Exception {
        receive(new byte[0]);
        assertEquals(OptionalLong.of(0), blobs().sizeBytes(name(new byte[0])));
        assertArrayEquals(new byte[0], content(name(new byte[0])));
    }

    @Test
    void readersStartAnywhere() throws Exception {
        var bytes = noise(ODD_BYTES, 2);
        receive(bytes);
        try (var channel = blobs().open(name(bytes))) {
            assertEquals(ODD_BYTES, channel.size());
            for (int at : new int[] {0, 1, 65_535, 65_536, ODD_BYTES - 1}) {
                var two = ByteBuffer.allocate(2);
                int n = channel.position(at).read(two);
                assertEquals(Math.min(2, ODD_BYTES - at), n);
                assertEquals(bytes[at], two.get(0));
            }
            assertEquals(-1, channel.position(ODD_BYTES).read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void whatIsMissingIsCalledMissing() throws Exception {
        assertFalse(blobs().has(name(HELLO)));
        assertEquals(OptionalLong.empty(), blobs().sizeBytes(name(HELLO)));
        assertThrows(BlobMissing.class, () -> blobs().open(name(HELLO)));
    }

    @Test
    void tooFewBytesAreRefused() throws Exception {
        assertThrows(WrongContent.class, () -> blobs().receive(name(HELLO), 6, stream(HELLO)));
        assertFalse(blobs().has(name(HELLO)));
    }

    @Test
    void tooManyBytesAreRefusedWithoutReadingThemAll() throws Exception {
        var endless = new SequenceInputStream(stream(HELLO), new Endless());
        var short5 = name(HELLO);
        assertThrows(WrongContent.class, () -> blobs().receive(short5, 5, endless));
        assertFalse(blobs().has(short5));
    }

    @Test
    void otherBytesAreRefused() throws Exception {
        var jello = "jello".getBytes(StandardCharsets.UTF_8);
        assertThrows(WrongContent.class, () -> blobs().receive(name(HELLO), 5, stream(jello)));
        assertFalse(blobs().has(name(HELLO)));
        assertFalse(blobs().has(name(jello)));
    }

    @Test
    void otherBytesDoNotSpoilWhatIsThere() throws Exception {
        receive(HELLO);
        var jello = "jello".getBytes(StandardCharsets.UTF_8);
        assertThrows(WrongContent.class, () -> blobs().receive(name(HELLO), 5, stream(jello)));
        assertArrayEquals(HELLO, content(name(HELLO)));
    }

    @Test
    void aSenderWhoGoesAwayLeavesNothing() throws Exception {
        var bytes = noise(ODD_BYTES, 3);
        var cut = new SequenceInputStream(stream(Arrays.copyOf(bytes, ODD_BYTES / 2)), new Broken());
        assertThrows(IOException.class, () -> blobs().receive(name(bytes), ODD_BYTES, cut));
        assertFalse(blobs().has(name(bytes)));
    }

    @Test
    void nothingIsVisibleBeforeTheLastByte() throws Exception {
        var watched = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                assertFalse(blobs().has(name(HELLO)));
                return at < HELLO.length ? HELLO[at++] : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int b = read();
                if (b < 0) {
                    return -1;
                }
                into[offset] = (byte) b;
                return 1;
            }
        };
        blobs().receive(name(HELLO), HELLO.length, watched);
        assertArrayEquals(HELLO, content(name(HELLO)));
    }

    @Test
    void manySendersOfOneBlobAllSucceed() throws Exception {
        var bytes = noise(ODD_BYTES, 4);
        inParallel(() -> {
            receive(bytes);
            return content(name(bytes)).length;
        });
        assertArrayEquals(bytes, content(name(bytes)));
        assertEquals(1, names().size());
    }

    @Test
    void aWrongSenderBesideARightOneHurtsNobody() throws Exception {
        var bytes = noise(ODD_BYTES, 5);
        var wrong = bytes.clone();
        wrong[ODD_BYTES - 1] ^= 1;
        inParallel(() -> {
            receive(bytes);
            assertThrows(WrongContent.class, () -> blobs().receive(name(bytes), ODD_BYTES, stream(wrong)));
            assertTrue(blobs().has(name(bytes)));
            return 1;
        });
        assertArrayEquals(bytes, content(name(bytes)));
    }

    @Test
    void aDraftGetsItsNameFromItsBytes() throws Exception {
        try (var draft = blobs().draft()) {
            draft.write(ByteBuffer.wrap(HELLO, 0, 2));
            draft.write(ByteBuffer.wrap(HELLO, 2, 3));
            assertEquals(5, draft.sizeBytes());
            assertFalse(blobs().has(name(HELLO)));
            assertEquals(name(HELLO), draft.keep());
        }
        assertArrayEquals(HELLO, content(name(HELLO)));
    }

    @Test
    void aDraftCanBeReadWhileItIsWritten() throws Exception {
        try (var draft = blobs().draft()) {
            draft.write(ByteBuffer.wrap(HELLO));
            var three = ByteBuffer.allocate(3);
            assertEquals(3, draft.read(1, three));
            assertArrayEquals(Arrays.copyOfRange(HELLO, 1, 4), three.array());
            assertEquals(-1, draft.read(5, ByteBuffer.allocate(1)));
            draft.write(ByteBuffer.wrap(HELLO));
            var last = ByteBuffer.allocate(9);
            assertEquals(1, draft.read(9, last));
            assertEquals('o', last.get(0));
        }
    }

    @Test
    void aDraftNobodyKeepsLeavesNothing() throws Exception {
        try (var draft = blobs().draft()) {
            draft.write(ByteBuffer.wrap(HELLO));
        }
        assertFalse(blobs().has(name(HELLO)));
        assertEquals(Set.of(), names());
    }

    @Test
    void openReadersOutliveDeletion() throws Exception {
        var bytes = noise(ODD_BYTES, 6);
        receive(bytes);
        try (var channel = blobs().open(name(bytes))) {
            blobs().delete(name(bytes));
            assertFalse(blobs().has(name(bytes)));
            assertThrows(BlobMissing.class, () -> blobs().open(name(bytes)));
            assertArrayEquals(bytes, Channels.newInputStream(channel).readAllBytes());
        }
    }

    @Test
    void openReadersOutliveAnotherReceipt() throws Exception {
        var bytes = noise(ODD_BYTES, 7);
        receive(bytes);
        try (var channel = blobs().open(name(bytes))) {
            receive(bytes);
            assertArrayEquals(bytes, Channels.newInputStream(channel).readAllBytes());
        }
    }

    @Test
    void deletingWhatIsNotThereDoesNothing() throws Exception {
        blobs().delete(name(HELLO));
        receive(HELLO);
        blobs().delete(name(HELLO));
        blobs().delete(name(HELLO));
        assertFalse(blobs().has(name(HELLO)));
    }

    @Test
    void theListNamesEveryBlobOnceWithItsSize() throws Exception {
        var all = IntStream.range(0, 40).mapToObj(i -> noise(i, i)).toList();
        for (var bytes : all) {
            receive(bytes);
            receive(bytes);
        }
        try (var list = blobs().list()) {
            assertEquals(
                    all.stream().collect(Collectors.toMap(BlobsContract::name, bytes -> (long) bytes.length)),
                    list.collect(Collectors.toMap(Kept::name, Kept::sizeBytes)));
        }
    }

    @Test
    void theListEnduresDeletionsMeanwhile() throws Exception {
        for (int i = 0; i < 40; i++) {
            receive(noise(i, i));
        }
        try (var list = blobs().list()) {
            var seen = list.peek(kept -> {
                        for (int i = 0; i < 40; i++) {
                            deleteQuietly(name(noise(i, i)));
                        }
                    })
                    .count();
            assertTrue(seen >= 1 && seen <= 40, () -> seen + " seen");
        }
    }

    @Test
    void sweepingSparesWhoeverIsStillWriting() throws Exception {
        try (var draft = blobs().draft()) {
            draft.write(ByteBuffer.wrap(HELLO));
            assertEquals(0, blobs().sweepLeftovers(Instant.now().minus(Duration.ofHours(1))));
            assertEquals(name(HELLO), draft.keep());
        }
        receive(noise(10, 10));
        assertEquals(0, blobs().sweepLeftovers(Instant.now().plus(Duration.ofHours(1))));
        assertEquals(2, names().size());
    }

    private Set<Sha256> names() throws IOException {
        try (var list = blobs().list()) {
            return list.map(Kept::name).collect(Collectors.toSet());
        }
    }

    private void deleteQuietly(Sha256 name) {
        try {
            blobs().delete(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(byte[] bytes) throws IOException {
        blobs().receive(name(bytes), bytes.length, stream(bytes));
    }

    private byte[] content(Sha256 name) throws IOException {
        try (var channel = blobs().open(name)) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private static void inParallel(Callable<Integer> sender) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, SENDERS)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return sender.call();
                    }))
                    .toList();
            start.countDown();
            for (var one : all) {
                one.get();
            }
        }
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] noise(int length, long seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Sha256 name(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Endless extends InputStream {
        private int left = 64 * 1024 * 1024;

        @Override
        public int read() {
            assertTrue(left-- > 0, "read on and on");
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) read());
            left -= length;
            return length;
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the sender went away");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }
}
