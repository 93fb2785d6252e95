package plimsoll.web.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.inspection.ReadVerdicts.Said;
import plimsoll.hub.inspection.ReadVerdicts.Status;
import plimsoll.hub.inspection.WaiveHold;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.Job.State;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.Opening;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.pages.view.HeldCommit;
import plimsoll.web.pages.view.HeldCommit.May;
import plimsoll.web.pages.view.Inspected;

/// What inspections said, for pages.
final class InspectionWords {
    private static final int EXCERPT_BYTES = 32;
    private static final int MOST_FOUND = 5;

    private final ReadVerdicts verdicts;
    private final WaiveHold waive;
    private final OpenFile files;

    InspectionWords(ReadVerdicts verdicts, WaiveHold waive, OpenFile files) {
        this.verdicts = verdicts;
        this.waive = waive;
        this.files = files;
    }

    /// What was said of each of these files, without the bytes.
    Map<FilePath, Said> of(List<Entry> entries) {
        return verdicts.of(entries);
    }

    /// What was said of a file, with the bytes that were found.
    Inspected of(Pass pass, Opening opening, Entry file) throws IOException {
        var said = verdicts.of(List.of(file)).get(file.path());
        if (said == null) {
            return new Inspected("not inspected", "held", "", List.of(), List.of());
        }
        var found = new ArrayList<Inspected.Found>();
        for (var one : said.found().stream().limit(MOST_FOUND).toList()) {
            var place = one.member().isEmpty()
                    ? "at byte %d".formatted(one.offset())
                    : "at byte %d of %s in it".formatted(one.offset(), one.member());
            found.add(new Inspected.Found(
                    one.reason(), place, one.member().isEmpty() ? excerpt(pass, opening, one.offset()) : ""));
        }
        var imports = said.imports().stream()
                .map(name -> name.module() + "." + name.name())
                .toList();
        return new Inspected(word(said.status()), manner(said.status()), sentence(said.status()), found, imports);
    }

    /// What holds a commit, for those who see it nevertheless; or what lets it go.
    Optional<HeldCommit> held(Pass pass, GitOid commit, String here) {
        var given = waive.inForce(pass, commit);
        boolean decides = WaiveHold.isAllowed(pass.recipient(), pass.repository());
        var url = "/" + pass.repository().page();
        if (given.isPresent()) {
            return given.map(one -> new HeldCommit(
                    true,
                    one.finding(),
                    Optional.empty(),
                    here,
                    Optional.of("%s let it go until %s, in spite of what was found: %s"
                            .formatted(one.by(), one.until().toString().substring(0, 10), one.reason())),
                    new May(url, commit.hex(), false, false, decides)));
        }
        var job = verdicts.job(pass.repository().id());
        var state = job.map(Job::state);
        boolean writes = pass.may(Intent.WRITE) instanceof Admitted;
        boolean runs = state.filter(one -> one == State.WAITING || one == State.RUNNING)
                .isPresent();
        return pass.release()
                .heldAt(commit)
                .map(hold -> new HeldCommit(
                        hold.unsafe(),
                        hold.reason(),
                        job.map(InspectionWords::progress),
                        here,
                        Optional.empty(),
                        new May(
                                url,
                                commit.hex(),
                                writes && runs,
                                writes && !runs && (state.isPresent() || !hold.unsafe()),
                                decides && hold.unsafe())));
    }

    private static String progress(Job job) {
        return switch (job.state()) {
            case WAITING, RUNNING ->
                job.total() == 0
                        ? "The inspection begins."
                        : "%d of %d files are inspected.".formatted(job.done(), job.total());
            case FAILED -> "The inspection failed: " + job.error();
            case CANCELLED -> "The inspection was called off: it is not inspected.";
        };
    }

    private String excerpt(Pass pass, Opening opening, long offset) throws IOException {
        try (var bytes = open(pass, opening)) {
            bytes.position(Math.min(offset, bytes.size()));
            var buffer = ByteBuffer.allocate(EXCERPT_BYTES);
            while (buffer.hasRemaining() && bytes.read(buffer) >= 0) {
                // until it is full or the file ends
            }
            return shown(Arrays.copyOf(buffer.array(), buffer.position()));
        }
    }

    private SeekableByteChannel open(Pass pass, Opening opening) throws IOException {
        return switch (opening) {
            case Opening.Small small -> files.bytes(pass.repository().id(), small.file());
            case Opening.Large large -> files.bytes(large.file().pointer());
            case Opening.NoRevision _, Opening.NoFile _, Opening.Refused _ ->
                throw new IllegalArgumentException("nothing was opened");
        };
    }

    private static String shown(byte[] bytes) {
        var text = new StringBuilder(HexFormat.ofDelimiter(" ").formatHex(bytes)).append("  ");
        for (byte b : bytes) {
            text.append(b >= ' ' && b <= '~' ? (char) b : '.');
        }
        return text.toString();
    }

    static String word(Status status) {
        return switch (status) {
            case WAITING -> "not inspected yet";
            case SAFE -> "safe";
            case SUSPICIOUS -> "suspicious";
            case UNFINISHED -> "inspection unfinished";
            case DANGEROUS -> "not safe";
        };
    }

    static String manner(Status status) {
        return switch (status) {
            case SAFE -> "good";
            case WAITING, SUSPICIOUS -> "held";
            case UNFINISHED, DANGEROUS -> "bad";
        };
    }

    private static String sentence(Status status) {
        return switch (status) {
            case WAITING -> "Others see it when its inspection has ended well.";
            case SAFE -> "Everything in it is on a list of what can do no harm.";
            case SUSPICIOUS ->
                "Something in it is on no list of what can do no harm. Load it only if you trust its publisher.";
            case UNFINISHED -> "It could not be inspected to its end, so only its publisher sees it.";
            case DANGEROUS -> "It does harm to whoever loads it, so only its publisher sees it.";
        };
    }
}
