package plimsoll.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;

/// The parts of one upload read one behind the other, each when its turn comes and it has arrived. One thread reads;
/// others tell it what has arrived.
final class Assembly extends InputStream {
    /// Whoever sends nothing for so long gets the parts put together when all have come.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Blobs blobs;
    private final int parts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<Integer, Sha256> arrived = new HashMap<>();
    private final List<Sha256> taken = new ArrayList<>();
    private boolean abandoned;
    private @Nullable InputStream current;

    Assembly(Blobs blobs, int parts) {
        this.blobs = blobs;
        this.parts = parts;
    }

    /// A part has arrived. One that was read already stays as it was: `settle` finds out.
    void arrived(int number, Sha256 part) {
        lock.lock();
        try {
            arrived.put(number, part);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Tells it every part.
    ///
    /// @return false when it has read another than one of these
    boolean settle(Map<Integer, Sha256> all) {
        lock.lock();
        try {
            for (int i = 0; i < taken.size(); i++) {
                if (!taken.get(i).equals(all.get(i + 1))) {
                    return false;
                }
            }
            arrived.putAll(all);
            news.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Lets its reader end with an error.
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = current == null ? -1 : current.read(into, offset, length);
        while (count < 0 && taken.size() < parts) {
            close();
            current = Channels.newInputStream(blobs.open(next()));
            count = current.read(into, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }

    private Sha256 next() throws IOException {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            var part = arrived.get(taken.size() + 1);
            while (part == null && !abandoned && left > 0) {
                left = news.awaitNanos(left);
                part = arrived.get(taken.size() + 1);
            }
            if (part == null || abandoned) {
                throw new Abandoned();
            }
            taken.add(part);
            return part;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits for this any more.
    static final class Abandoned extends IOException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the rest of the parts did not come, or others came in their place");
        }
    }
}
