package plimsoll.hub.inspection;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.repositories.Recent;
import plimsoll.hub.repositories.Snapshot;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Verdict;

/// Adds up what inspections said of all files of a commit. A folder never changes under its name in git, nor a verdict
/// under the version that made it, so what is known of a folder is kept, and a commit costs what it changes.
///
/// Safe for use by any number of threads.
public final class SumVerdicts {
    /// Folders that are remembered; at some 500 bytes each, 5 MB.
    private static final int REMEMBERED = 10_000;

    private static final Set<String> ARCHIVES = Set.of("zip", "tar", "gzip", "zlib", "packed");
    private static final Set<String> FORMATS = Set.of("safetensors", "gguf", "onnx", "numpy", "hdf5", "tensorflow");

    private final Verdicts verdicts;
    private final InspectContent inspect;
    private final Recent<Place, Sum> known = new Recent<>(REMEMBERED);

    /// What `inspect`, as it is now, said.
    public SumVerdicts(Verdicts verdicts, InspectContent inspect) {
        this.verdicts = verdicts;
        this.inspect = inspect;
    }

    /// What a finding is about.
    public enum Matter {
        /// Python's own serialisation.
        PICKLES,
        /// The structure of formats that bring no code.
        FORMATS,
        /// What packs other files.
        ARCHIVES,
        /// Templates for conversations.
        TEMPLATES,
        /// Keys, tokens, passwords.
        SECRETS,
        /// Viruses and programs that do harm.
        VIRUSES,
        /// Code that loading runs.
        CODE;

        private static Matter of(Finding finding) {
            var code = finding.code();
            if (code.equals("virus") || code.equals(InspectContent.VIRUS)) {
                return VIRUSES;
            }
            if (code.startsWith("secret")) {
                return SECRETS;
            }
            if (code.startsWith("pickle")) {
                return PICKLES;
            }
            if (code.startsWith("template")) {
                return TEMPLATES;
            }
            if (code.startsWith("zip") || code.startsWith("tar") || code.equals("packed")) {
                return ARCHIVES;
            }
            boolean runs = code.equals("runs-code") || code.startsWith("keras-") || code.equals("torchscript");
            return runs ? CODE : FORMATS;
        }
    }

    /// What was said of one matter.
    ///
    /// @param verdict the worst
    /// @param content a file of which that was said: the SHA-256 of a large one, git's name of a small one
    /// @param findings how many there were
    public record Worst(Verdict verdict, String content, int findings) {
        Worst and(Worst other) {
            var worse = other.verdict.compareTo(verdict) > 0 ? other : this;
            return new Worst(worse.verdict, worse.content, findings + other.findings);
        }
    }

    /// What was said of files together.
    ///
    /// @param all of any matter; empty where there is no file
    /// @param matters of each matter there is anything of
    /// @param waiting the files of which nothing was said yet
    /// @param scanned whether a scanner for viruses is asked on this hub
    public record Sum(Optional<Worst> all, Map<Matter, Worst> matters, Set<Subject> waiting, boolean scanned) {
        public Sum {
            var kept = new EnumMap<Matter, Worst>(Matter.class);
            kept.putAll(matters);
            matters = Collections.unmodifiableMap(kept);
            waiting = Set.copyOf(waiting);
        }

        Sum and(Sum other) {
            var together = new EnumMap<Matter, Worst>(Matter.class);
            together.putAll(matters);
            other.matters.forEach((matter, worst) -> together.merge(matter, worst, Worst::and));
            var waits = new HashSet<>(waiting);
            waits.addAll(other.waiting);
            var both = all.isPresent() && other.all.isPresent()
                    ? Optional.of(all.get().and(other.all.get()))
                    : all.or(other::all);
            return new Sum(both, together, waits, scanned);
        }
    }

    private record Place(GitOid tree, String version) {}

    /// What is known of a commit by now.
    public Sum of(Snapshot commit) throws IOException {
        return sum(commit, commit.tree(), inspect.version());
    }

    /// The same with what was said since of those that were waiting. It reads tables and no files.
    public Sum settled(Sum sum) {
        if (sum.waiting.isEmpty()) {
            return sum;
        }
        var said = verdicts.of(sum.waiting, inspect.version());
        var rest = new Sum(sum.all, sum.matters, Set.of(), sum.scanned);
        return rest.and(sum(sum.waiting, said));
    }

    private Sum sum(Snapshot commit, GitOid tree, String version) throws IOException {
        var place = new Place(tree, version);
        var before = known.get(place);
        if (before.isPresent()) {
            return before.get();
        }
        var entries = commit.list(tree);
        var files = files(entries);
        var sum = sum(files, verdicts.of(files, version));
        for (var entry : entries) {
            if (entry instanceof Entry.Folder folder) {
                sum = sum.and(sum(commit, folder.oid(), version));
            }
        }
        if (sum.waiting.isEmpty()) {
            known.put(place, sum);
        }
        return sum;
    }

    private static Set<Subject> files(List<Entry> entries) {
        var files = new HashSet<Subject>();
        for (var entry : entries) {
            if (!(entry instanceof Entry.Folder) && entry.contentBytes() > 0) {
                files.add(Subject.of(entry));
            }
        }
        return files;
    }

    private Sum sum(Set<Subject> files, Map<Subject, FileVerdict> said) {
        var matters = new EnumMap<Matter, Worst>(Matter.class);
        var all = Optional.<Worst>empty();
        var waiting = new HashSet<>(files);
        for (var each : new HashMap<>(said).entrySet()) {
            waiting.remove(each.getKey());
            var content = each.getKey().content();
            var verdict = each.getValue();
            var worst = new Worst(verdict.verdict(), content, verdict.findings().size());
            all = Optional.of(all.map(worst::and).orElse(worst));
            present(verdict).forEach(matter -> matters.merge(matter, new Worst(Verdict.SAFE, content, 0), Worst::and));
            for (var finding : verdict.findings()) {
                matters.merge(Matter.of(finding), new Worst(finding.verdict(), content, 1), Worst::and);
            }
        }
        return new Sum(all, matters, waiting, inspect.scansForViruses());
    }

    // What a file is of, though nothing was found in it.
    private static Set<Matter> present(FileVerdict verdict) {
        var present = new HashSet<Matter>();
        if (verdict.format().equals("pickle") || !verdict.imports().isEmpty()) {
            present.add(Matter.PICKLES);
        }
        if (ARCHIVES.contains(verdict.format())) {
            present.add(Matter.ARCHIVES);
        }
        if (FORMATS.contains(verdict.format())) {
            present.add(Matter.FORMATS);
        }
        return present;
    }
}
