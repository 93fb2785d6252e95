package plimsoll.hub.inspection;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.inspection.InspectFile;

/// Inspects the bytes of one file, in one of few workers, for so long and no longer. What a file does to its inspection
/// is a verdict on the file. Safe for use by any number of threads.
public final class InspectContent {
    /// What a finding of the scanner for viruses is called.
    static final String VIRUS = "clamav";

    private static final Logger LOG = LoggerFactory.getLogger(InspectContent.class);

    private final ExecutorService workers;
    private final Optional<VirusScanner> viruses;

    /// In `workers`, of which there are as many as may inspect at once; with a scanner for viruses, where there is one.
    public InspectContent(ExecutorService workers, Optional<VirusScanner> viruses) {
        this.workers = workers;
        this.viruses = viruses;
    }

    /// What inspects here, by name: a verdict holds for it alone.
    public String version() {
        return InspectFile.VERSION + (viruses.isPresent() ? "+clamd" : "");
    }

    /// Whether a scanner for viruses is asked as well.
    boolean scansForViruses() {
        return viruses.isPresent();
    }

    /// Where the bytes of a file come from.
    @FunctionalInterface
    public interface Source {
        /// Opens them; whoever asks closes the channel.
        SeekableByteChannel open() throws IOException;
    }

    /// Inspects a file.
    ///
    /// @param name the file's own, without its folder
    /// @param patience how long to wait
    /// @return empty when it takes longer
    /// @throws IOException when the bytes, or the scanner for viruses, cannot be had now
    public Optional<FileVerdict> inspect(String name, Source source, Duration patience)
            throws IOException, InterruptedException {
        var inspection = workers.submit(() -> inspect(name, source));
        try {
            return Optional.of(inspection.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unread) {
                throw new IOException("a file cannot be inspected now: " + unread.getMessage(), unread);
            }
            LOG.error("an inspection of a file broke", e.getCause());
            return Optional.of(FileVerdict.unfinished("broken-inspection", "the inspection broke off at it"));
        } finally {
            inspection.cancel(true);
        }
    }

    private FileVerdict inspect(String name, Source source) throws IOException {
        try (var file = source.open()) {
            var verdict = FileVerdict.of(InspectFile.inspect(name, file));
            if (viruses.isEmpty() || file.size() > viruses.get().mostBytes()) {
                return verdict;
            }
            file.position(0);
            return viruses.get()
                    .scan(file)
                    .map(virus -> verdict.and(new Finding(Verdict.DANGEROUS, VIRUS, "ClamAV: " + virus, "", 0)))
                    .orElse(verdict);
        }
    }
}
