package plimsoll.web.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.UploadMode;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.WrongContent;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.PlanUpload;
import plimsoll.web.http.Refused;

/// Takes the files of plain forms as they arrive: large ones straight into the blob store, small ones into memory until
/// the commit is made, and of those only so many at a time.
final class Intakes {
    /// As much as one form may bring of files that go into git itself.
    private static final int MAX_SMALL_BYTES = 16_000_000;
    /// Forms that hold small files in memory at the same time.
    private static final int MAX_AT_ONCE = 6;
    /// Shorter than a browser waits.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// As much of a file as the Hub's clients send to have it planned.
    private static final int SAMPLE_BYTES = 512;

    private static final int MAX_SUMMARY_BYTES = 1_000;

    private final PlanUpload plan;
    private final ReceiveBlob receive;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);

    Intakes(PlanUpload plan, ReceiveBlob receive) {
        this.plan = plan;
        this.receive = receive;
    }

    /// Begins to take the files of one form, which are to be committed to `branch`.
    Intake open(Pass pass, String branch) {
        return new Intake(pass, branch);
    }

    /// What one form has brought. Closing it makes room for another.
    final class Intake implements AutoCloseable {
        private final Pass pass;
        private final String branch;
        private final List<CommitRequest.Change> changes = new ArrayList<>();
        private String summary = "";
        private int smallBytes;
        private boolean placed;

        private Intake(Pass pass, String branch) {
            this.pass = pass;
            this.branch = branch;
        }

        /// Takes a field or file.
        ///
        /// @throws Refused when it is too large, or cannot be named so
        void take(FormParts.Part part, String folder) throws IOException {
            if (part.fileName().isEmpty() && part.name().equals("summary")) {
                summary = new String(part.content().readNBytes(MAX_SUMMARY_BYTES), StandardCharsets.UTF_8).strip();
            } else if (part.fileName().filter(name -> !name.isEmpty()).isPresent()) {
                var text =
                        (folder.isEmpty() ? "" : folder + "/") + part.fileName().get();
                var path = FilePath.parse(text)
                        .orElseThrow(
                                () -> new Refused(400, FilePath.objection(text).orElse("That is no file name.")));
                changes.add(new CommitRequest.Change.Whole(file(path, part.content())));
            }
        }

        String summary() {
            return summary.isEmpty() ? "Upload files" : summary;
        }

        /// What to commit.
        ///
        /// @throws Refused when the form had no file
        List<CommitRequest.Change> changes() {
            if (changes.isEmpty()) {
                throw new Refused(400, "No file was chosen.");
            }
            return List.copyOf(changes);
        }

        private FileChange file(FilePath path, InputStream content) throws IOException {
            var sample = content.readNBytes(SAMPLE_BYTES);
            if (mode(path, sample) == UploadMode.LFS) {
                return large(path, new SequenceInputStream(new ByteArrayInputStream(sample), content));
            }
            takePlace();
            var begun = new SequenceInputStream(new ByteArrayInputStream(sample), content);
            var bytes = begun.readNBytes(UploadMode.MAX_REGULAR_BYTES + 1);
            if (bytes.length > UploadMode.MAX_REGULAR_BYTES) {
                return large(path, new SequenceInputStream(new ByteArrayInputStream(bytes), content));
            }
            smallBytes += bytes.length;
            if (smallBytes > MAX_SMALL_BYTES) {
                throw new Refused(
                        413,
                        "A form may bring %d bytes of small files. Send them in several forms, or with scripts on."
                                .formatted(MAX_SMALL_BYTES));
            }
            return new FileChange.Write(path, Bytes.copyOf(bytes));
        }

        // By its name and beginning; that it is too long for git shows later.
        private UploadMode mode(FilePath path, byte[] sample) throws IOException {
            var candidate = new PlanUpload.Candidate(path, sample.length, Bytes.copyOf(sample));
            return plan.plan(
                            pass, new PlanUpload.Upload(branch, List.of(candidate), Optional.empty(), Optional.empty()))
                    .map(planned -> planned.getFirst().mode())
                    .orElseThrow(() -> new Refused(404, "There is no branch '%s' to add to.".formatted(branch)));
        }

        private FileChange large(FilePath path, InputStream content) throws IOException {
            try {
                var file = receive.receive(
                        pass.recipient().actor(), pass.repository().id(), content);
                return new FileChange.WriteLarge(path, file.content(), file.sizeBytes());
            } catch (WrongContent e) {
                throw new Refused(413, String.valueOf(e.getMessage()));
            }
        }

        private void takePlace() {
            try {
                placed = placed || places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            if (!placed) {
                throw new Refused(429, "Too many forms at once. Try again in a moment.");
            }
        }

        @Override
        public void close() {
            if (placed) {
                places.release();
            }
        }
    }
}
