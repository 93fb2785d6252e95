package plimsoll.hub.personaldata;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.jobs.WorkJobs;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.StreamedChannel;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Snapshot;

/// Looks for personal data in every file of a repository's main branch that this version has not looked at. What was
/// found is kept file by file, so whoever takes this job over goes on where it stopped; at the end the journal gets the
/// counts, and the fact sheet is made anew.
public final class ScanForPeople implements WorkJobs.Work {
    /// The kind of job.
    public static final String JOB = "personal-data";

    private final Catalogue catalogue;
    private final Repositories repositories;
    private final Blobs blobs;
    private final PersonalDataScans scans;
    private final ScanFile scanFile;
    private final Sequel sequel;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs; `sequel` hears of the main branch when its scan is done.
    public ScanForPeople(
            Catalogue catalogue,
            Repositories repositories,
            Blobs blobs,
            PersonalDataScans scans,
            ScanFile scanFile,
            Sequel sequel,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.blobs = blobs;
        this.scans = scans;
        this.scanFile = scanFile;
        this.sequel = sequel;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void run(String subject, WorkJobs.Progress progress) throws IOException, InterruptedException {
        var repository = catalogue.find(new RepositoryId(subject));
        if (repository.isEmpty()) {
            return; // it was deleted meanwhile
        }
        boolean settled;
        do { // again, if the branch moved meanwhile; what was scanned is known by then
            settled = settle(repository.get(), progress);
        } while (!settled);
    }

    private boolean settle(Repository repository, WorkJobs.Progress progress) throws IOException, InterruptedException {
        var id = repository.id();
        var head = Optional.ofNullable(repositories.refs(id).get(RefName.MAIN));
        if (head.isEmpty()) {
            scans.scanned(id, Optional.empty(), scanFile.version(), now());
            return true;
        }
        var commit = repositories.at(id, head.get());
        var found = scan(id, files(commit), progress);
        var follows = sequel.prepare(repository, commit);
        return transactions.<Boolean, IOException>run(() -> {
            if (!head.equals(Optional.ofNullable(repositories.refs(id).get(RefName.MAIN)))) {
                return false;
            }
            journal.append(deed(repository, head.get(), found));
            scans.scanned(id, Optional.of(Gist.of(head.get(), found)), scanFile.version(), now());
            follows.take();
            return true;
        });
    }

    /// The files of a commit, by content and name.
    private static Map<Subject, Entry> files(Snapshot commit) throws IOException {
        var files = new LinkedHashMap<Subject, Entry>();
        walk(commit, commit.tree(), files);
        return files;
    }

    private static void walk(Snapshot commit, GitOid folder, Map<Subject, Entry> files) throws IOException {
        for (var entry : commit.list(folder)) {
            if (entry instanceof Entry.Folder) {
                walk(commit, entry.oid(), files);
            } else {
                files.putIfAbsent(Subject.of(entry), entry);
            }
        }
    }

    private List<FileScan> scan(RepositoryId id, Map<Subject, Entry> files, WorkJobs.Progress progress)
            throws IOException, InterruptedException {
        var known = scans.of(files.keySet());
        var all = new ArrayList<FileScan>();
        progress.told(0, files.size());
        for (var file : files.entrySet()) {
            var kept = Optional.ofNullable(known.get(file.getKey()))
                    .filter(each -> each.version().equals(scanFile.version()));
            if (kept.isPresent()) {
                all.add(kept.get().scan());
                continue;
            }
            var scan = scan(id, file.getKey().name(), file.getValue());
            scans.keep(Map.of(file.getKey(), scan), scanFile.version(), now());
            all.add(scan);
            progress.told(all.size(), files.size());
        }
        return all;
    }

    private FileScan scan(RepositoryId id, String name, Entry file) throws IOException {
        try (var channel = open(id, file)) {
            return scanFile.scan(name, channel);
        } catch (BlobMissing gone) { // a large file may be removed while the history that names it stays
            return FileScan.unread(FileScan.Coverage.UNREAD, "", "it was removed", file.contentBytes());
        }
    }

    private SeekableByteChannel open(RepositoryId id, Entry file) throws IOException {
        return file instanceof Entry.LargeFile large
                ? blobs.open(large.pointer().content())
                : new StreamedChannel(() -> repositories.open(id, file.oid()), file.contentBytes());
    }

    private Deed deed(Repository repository, GitOid head, List<FileScan> found) {
        var details = new TreeMap<String, String>();
        details.put("commit", head.hex());
        details.put("rules", scanFile.version());
        details.put("files", String.valueOf(found.size()));
        details.put(
                "unread",
                String.valueOf(
                        found.stream().filter(scan -> scan.unreadBytes() > 0).count()));
        for (var certainty : Certainty.values()) {
            var counts = new TreeMap<String, Long>();
            for (var scan : found) {
                for (var count : scan.findings().counts()) {
                    if (count.certainty() == certainty) {
                        counts.merge(count.kind().word(), count.findings(), Long::sum);
                    }
                }
            }
            if (!counts.isEmpty()) {
                var words = new ArrayList<String>();
                counts.forEach((kind, number) -> words.add(kind + " " + number));
                details.put(certainty.word(), String.join(", ", words));
            }
        }
        return Deed.of(
                Deed.Kind.PERSONAL_DATA_SCANNED, Deed.PLIMSOLL, repository.id().hex(), details);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
