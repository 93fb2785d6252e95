package plimsoll.hub.attestation;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Repository;

/// Signs the files of commits that were just released, one after another, without anybody waiting for it. What a full
/// queue or a stop leaves out, `SignModel` makes for the first who asks.
///
/// Safe for use by any number of threads.
public final class SignReleased {
    private static final Logger LOG = LoggerFactory.getLogger(SignReleased.class);
    /// More releases than this do not wait at once.
    private static final int MOST_WAITING = 1_000;

    private final SignModel sign;
    private final BlockingQueue<Released> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    /// Signs by `sign`.
    public SignReleased(SignModel sign) {
        this.sign = sign;
    }

    /// Notes that a commit was released.
    public void released(Repository repository, GitOid commit) {
        if (!waiting.offer(new Released(repository, commit))) {
            LOG.debug("{} of {} is signed when somebody asks", commit, repository.name());
        }
    }

    /// Signs what waits. For one thread at a time.
    ///
    /// @throws IOException when a repository cannot be read; what waits behind it is signed next time
    public void turn() throws IOException {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            sign.sign(next.repository(), next.commit());
        }
    }

    private record Released(Repository repository, GitOid commit) {}
}
