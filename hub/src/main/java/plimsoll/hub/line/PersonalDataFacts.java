package plimsoll.hub.line;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Value;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.personaldata.Kind;
import plimsoll.domain.personaldata.Kind.Group;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.personaldata.FileScan;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.repositories.Snapshot;

/// What scans found in all files of a commit, as facts. There are none until every file was scanned. Each is an
/// interval: at least what is certain, at most what is probable besides, and one for each byte that nobody read. What
/// is only likely, as names are, is no fact.
public final class PersonalDataFacts {
    private static final int MOST_FILES = 50_000;
    private static final String SOURCE = "scan for personal data";

    private final ReadScans scans;

    /// Of what is kept in `scans`.
    public PersonalDataFacts(ReadScans scans) {
        this.scans = scans;
    }

    /// The facts of a commit.
    List<Fact> of(Snapshot commit, Instant now) throws IOException {
        var files = new ArrayList<Entry>();
        if (!walk(commit, commit.tree(), "", files)) {
            return List.of();
        }
        var known = scans.current(files);
        if (known.size() < files.size()) {
            return List.of();
        }
        var found = List.copyOf(known.values());
        double unread = found.stream().mapToLong(FileScan::unreadBytes).sum();
        var evidence = commit.commit().hex();
        return List.of(
                fact(FactName.PERSONAL_DATA_CONTACTS, sum(found, Group.CONTACT), unread, evidence, now),
                fact(FactName.PERSONAL_DATA_CARDS, sum(found, Kind.CARD), unread, evidence, now),
                fact(FactName.PERSONAL_DATA_BANK_ACCOUNTS, sum(found, Kind.IBAN), unread, evidence, now),
                fact(FactName.PERSONAL_DATA_IDENTITY_NUMBERS, sum(found, Group.IDENTITY), unread, evidence, now),
                new Fact(
                        FactName.PERSONAL_DATA_UNREAD_BYTES,
                        Value.of(unread),
                        Fact.Kind.MEASURED,
                        SOURCE,
                        evidence,
                        now));
    }

    private record Sum(long certain, long probable) {}

    private static Sum sum(List<FileScan> found, Group group) {
        return new Sum(
                found.stream()
                        .mapToLong(scan -> scan.findings().of(group, Certainty.CERTAIN))
                        .sum(),
                found.stream()
                        .mapToLong(scan -> scan.findings().of(group, Certainty.PROBABLE))
                        .sum());
    }

    private static Sum sum(List<FileScan> found, Kind kind) {
        return new Sum(
                found.stream()
                        .mapToLong(scan -> scan.findings().of(kind, Certainty.CERTAIN))
                        .sum(),
                found.stream()
                        .mapToLong(scan -> scan.findings().of(kind, Certainty.PROBABLE))
                        .sum());
    }

    private static Fact fact(FactName name, Sum sum, double unread, String evidence, Instant now) {
        var span = new Value.Span(sum.certain(), sum.certain() + sum.probable() + unread);
        return new Fact(name, span, Fact.Kind.MEASURED, SOURCE, evidence, now);
    }

    private static boolean walk(Snapshot commit, GitOid folder, String path, List<Entry> files) throws IOException {
        for (var entry : commit.list(folder)) {
            if (files.size() >= MOST_FILES) {
                return false;
            }
            var whole = path.isEmpty() ? entry : entry.below(new FilePath(path));
            if (!(entry instanceof Entry.Folder)) {
                files.add(whole);
            } else if (!walk(commit, entry.oid(), whole.path().text(), files)) {
                return false;
            }
        }
        return true;
    }
}
