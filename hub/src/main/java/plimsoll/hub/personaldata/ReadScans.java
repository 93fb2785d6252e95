package plimsoll.hub.personaldata;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.personaldata.Findings;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Snapshot;

/// Tells what scans found, to whoever may have the files; masked samples only to those who may write them.
public final class ReadScans {
    /// No page tells of more files.
    private static final int MOST_FILES = 5_000;

    private final PersonalDataScans scans;
    private final Repositories repositories;
    private final Jobs jobs;
    private final ScanFile scanFile;

    /// What is kept in `scans`.
    public ReadScans(PersonalDataScans scans, Repositories repositories, Jobs jobs, ScanFile scanFile) {
        this.scans = scans;
        this.repositories = repositories;
        this.jobs = jobs;
        this.scanFile = scanFile;
    }

    /// What is known of a file.
    ///
    /// @param path which
    /// @param scan what was found; empty while nobody has looked
    /// @param version by which rules
    /// @param at when
    /// @param stale whether the rules have changed since
    public record Known(FilePath path, Optional<FileScan> scan, String version, Optional<Instant> at, boolean stale) {}

    /// What is known of a commit.
    ///
    /// @param files of each file that the reader may have, in the order of their paths
    /// @param waiting the scan that is asked for, while it is not done
    /// @param cut whether there are more files than are told of
    public record Told(List<Known> files, Optional<Job> waiting, boolean cut) {
        public Told {
            files = List.copyOf(files);
        }

        /// What all files hold together. Values that two files share count twice among the different ones.
        public Findings together() {
            var counts = new HashMap<List<Object>, Findings.Count>();
            for (var file : files) {
                for (var count :
                        file.scan().map(scan -> scan.findings().counts()).orElse(List.of())) {
                    counts.merge(
                            List.of(count.kind(), count.certainty()),
                            count,
                            (one, other) -> new Findings.Count(
                                    one.kind(),
                                    one.certainty(),
                                    one.findings() + other.findings(),
                                    one.distinct() + other.distinct(),
                                    one.more() || other.more()));
                }
            }
            return new Findings(List.copyOf(counts.values()), List.of());
        }
    }

    /// What the scan of a commit came to, where it is the one that was scanned last. Only for those from whom no
    /// file is kept: it is told of all files together.
    public Optional<Gist> gist(Pass pass, GitOid commit) {
        return pass.admitsEverything()
                ? scans.gist(pass.repository().id())
                        .filter(gist -> gist.commit().equals(commit))
                : Optional.empty();
    }

    /// What is known of one file.
    public Known of(Pass pass, Entry file) {
        return of(pass, List.of(file)).getFirst();
    }

    /// What is known of all files of a commit that the holder of a pass may have.
    public Told of(Pass pass, GitOid commit) throws IOException {
        var snapshot = repositories.at(pass.repository().id(), commit);
        var files = new ArrayList<Entry>();
        boolean cut = !walk(snapshot, snapshot.tree(), "", files);
        files.removeIf(file -> !(pass.admits(file.path()) instanceof Admission.Admitted));
        return new Told(of(pass, files), job(pass.repository().id()), cut);
    }

    private Optional<Job> job(RepositoryId repository) {
        return jobs.find(ScanForPeople.JOB, repository.hex());
    }

    private static boolean walk(Snapshot commit, GitOid folder, String path, List<Entry> files) throws IOException {
        for (var entry : commit.list(folder)) {
            if (files.size() >= MOST_FILES) {
                return false;
            }
            var whole = path.isEmpty() ? entry : entry.below(new FilePath(path));
            if (entry instanceof Entry.Folder) {
                if (!walk(commit, entry.oid(), whole.path().text(), files)) {
                    return false;
                }
            } else {
                files.add(whole);
            }
        }
        return true;
    }

    private List<Known> of(Pass pass, Collection<Entry> files) {
        boolean owner = pass.may(Intent.WRITE) instanceof Admission.Admitted;
        var kept = scans.of(files.stream().map(Subject::of).toList());
        return files.stream()
                .map(file -> Optional.ofNullable(kept.get(Subject.of(file)))
                        .map(each -> new Known(
                                file.path(),
                                Optional.of(owner ? each.scan() : each.scan().withoutSamples()),
                                each.version(),
                                Optional.of(each.at()),
                                !each.version().equals(scanFile.version())))
                        .orElseGet(() -> new Known(file.path(), Optional.empty(), "", Optional.empty(), false)))
                .toList();
    }

    /// The scans of these files by the rules of now, for those who measure; without samples.
    public Map<FilePath, FileScan> current(Collection<Entry> files) {
        var kept = scans.of(files.stream().map(Subject::of).toList());
        var found = new HashMap<FilePath, FileScan>();
        for (var file : files) {
            Optional.ofNullable(kept.get(Subject.of(file)))
                    .filter(each -> each.version().equals(scanFile.version()))
                    .ifPresent(each -> found.put(file.path(), each.scan().withoutSamples()));
        }
        return found;
    }
}
