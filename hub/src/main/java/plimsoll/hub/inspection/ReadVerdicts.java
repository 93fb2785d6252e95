package plimsoll.hub.inspection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.Jobs;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Verdict;

/// Tells what inspections said of files, to whoever sees the files.
public final class ReadVerdicts {
    private final Verdicts verdicts;
    private final Jobs jobs;
    private final InspectContent inspect;

    /// What `inspect`, as it is now, said.
    public ReadVerdicts(Verdicts verdicts, Jobs jobs, InspectContent inspect) {
        this.verdicts = verdicts;
        this.jobs = jobs;
        this.inspect = inspect;
    }

    /// What is known of a file.
    public enum Status {
        /// Nobody has inspected it; somebody will.
        WAITING,
        /// Nothing in it can do harm.
        SAFE,
        /// Something in it is on no list.
        SUSPICIOUS,
        /// It could not be inspected to its end.
        UNFINISHED,
        /// It does harm.
        DANGEROUS;

        /// Whether others than its publisher may have it.
        public boolean isReleased() {
            return this == SAFE || this == SUSPICIOUS;
        }
    }

    /// What was said of a file.
    ///
    /// @param status the verdict
    /// @param format what the file was taken for; empty when nobody looked
    /// @param found what was found, the reason for the verdict first
    /// @param imports what its pickles import
    /// @param virus whether a scanner for viruses found one
    /// @param scanned whether a scanner for viruses is asked on this hub
    public record Said(
            Status status, String format, List<Found> found, List<Imported> imports, boolean virus, boolean scanned) {
        public Said {
            found = List.copyOf(found);
            imports = List.copyOf(imports);
        }
    }

    /// Something that was found.
    ///
    /// @param code which rule found it
    /// @param reason one clause
    /// @param member the path of the archive's member that it is in; empty in the file itself
    /// @param offset where it begins, in bytes from the start of the file or of the member
    public record Found(String code, String reason, String member, long offset) {}

    /// A name that a pickle imports.
    ///
    /// @param module its module
    /// @param name the name
    /// @param listed whether files of weights are known to need it
    public record Imported(String module, String name, boolean listed) {}

    /// What was said of each of these files; folders are left out.
    public Map<FilePath, Said> of(Collection<? extends Entry> entries) {
        var keys = new HashMap<FilePath, Subject>();
        var said = new HashMap<FilePath, Said>();
        for (var entry : entries) {
            if (entry instanceof Entry.Folder) {
                continue;
            }
            if (entry.contentBytes() == 0) {
                said.put(entry.path(), said(Optional.of(FileVerdict.EMPTY)));
            } else {
                keys.put(entry.path(), Subject.of(entry));
            }
        }
        var known = verdicts.of(keys.values(), inspect.version());
        keys.forEach((path, key) -> said.put(path, said(Optional.ofNullable(known.get(key)))));
        return said;
    }

    /// The job that inspects a repository, until it is done.
    public Optional<Job> job(RepositoryId repository) {
        return jobs.find(InspectCommits.JOB, repository.hex());
    }

    private Said said(Optional<FileVerdict> verdict) {
        boolean scanned = inspect.scansForViruses();
        return verdict.map(known -> new Said(
                        status(known.verdict()),
                        known.format(),
                        known.findings().stream().map(ReadVerdicts::found).toList(),
                        known.imports().stream()
                                .map(name -> new Imported(name.module(), name.name(), name.isListed()))
                                .toList(),
                        known.findings().stream().anyMatch(ReadVerdicts::isVirus),
                        scanned))
                .orElseGet(() -> new Said(Status.WAITING, "", List.of(), List.of(), false, scanned));
    }

    private static boolean isVirus(Finding finding) {
        return finding.code().equals("virus") || finding.code().equals(InspectContent.VIRUS);
    }

    private static Found found(Finding finding) {
        return new Found(finding.code(), finding.reason(), finding.member(), finding.offset());
    }

    private static Status status(Verdict verdict) {
        return switch (verdict) {
            case SAFE -> Status.SAFE;
            case SUSPICIOUS -> Status.SUSPICIOUS;
            case UNFINISHED -> Status.UNFINISHED;
            case DANGEROUS -> Status.DANGEROUS;
        };
    }
}
