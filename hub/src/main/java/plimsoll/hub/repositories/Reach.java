package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.PartWithheld;
import plimsoll.domain.release.Admission.Recalled;
import plimsoll.domain.release.Admission.StepNeeded;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Recall;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepositoryId;

/// Says what somebody may have of a repository by doors that know no path: its whole history, as git hands it out, and
/// a large file by its hash alone. The answer comes from the paths under which the history that they see has it.
///
/// Reading a history takes time once; what was found of the last few is kept. Safe for use by any number of threads.
public final class Reach {
    /// Histories whose files are remembered; of the largest a few megabytes each.
    private static final int REMEMBERED = 64;

    private final Repositories repositories;
    private final ShownRefs refs;
    private final Recent<Question, Found> remembered = new Recent<>(REMEMBERED);

    /// Over the histories in `repositories`.
    public Reach(Repositories repositories) {
        this.repositories = repositories;
        this.refs = new ShownRefs(repositories);
    }

    /// Whether the holder may have the whole history, which git hands out all or nothing.
    public Admission history(Pass pass) throws IOException {
        var recalled = recalledWithin(pass);
        if (recalled.isPresent()) {
            return new Recalled(recalled.get());
        }
        if (pass.admitsEverything()) {
            return new Admitted();
        }
        for (var component : found(pass).present) {
            switch (pass.admits(component)) {
                case Admitted _ -> {}
                case Unseen _ -> {
                    return new PartWithheld(component, pass.repository().page());
                }
                case Admission refused -> {
                    return refused;
                }
            }
        }
        return new Admitted();
    }

    /// Whether the holder may have the large file of this hash; what no commit they see names is unseen.
    public Admission large(Pass pass, Sha256 file) throws IOException {
        if (pass.admitsEverything() && ShownRefs.seesAll(pass) && closing(pass).isEmpty()) {
            return new Admitted(); // whether it is here at all, others say
        }
        Admission best = new Unseen();
        for (var component : found(pass).places.getOrDefault(file, EnumSet.noneOf(Component.class))) {
            var admission = pass.admits(component);
            if (admission instanceof Admitted) {
                return admission;
            }
            best = best instanceof StepNeeded || admission instanceof Unseen ? best : admission;
        }
        return best;
    }

    /// Whether the holder could give the large file away: it is their publisher's own, or anybody's.
    boolean isAnybodys(Pass pass, Sha256 file) throws IOException {
        if (pass.isInsider()) {
            return large(pass, file) instanceof Admitted;
        }
        boolean all = Arrays.stream(Component.values()).allMatch(component -> isAnybodys(pass, component));
        if (all && ShownRefs.seesAll(pass) && closing(pass).isEmpty()) {
            return true;
        }
        return found(pass).places.getOrDefault(file, EnumSet.noneOf(Component.class)).stream()
                .anyMatch(component -> isAnybodys(pass, component));
    }

    /// Whether the holder could give the whole repository away: it is their publisher's own, or anybody's.
    Admission copy(Pass pass) throws IOException {
        var all = history(pass);
        if (pass.isInsider() || !(all instanceof Admitted)) {
            return all;
        }
        return ShownRefs.seesAll(pass) && found(pass).present.stream().allMatch(c -> isAnybodys(pass, c))
                ? all
                : new PartWithheld(
                        FileRules.about(pass.repository().kind()),
                        pass.repository().page());
    }

    private static boolean isAnybodys(Pass pass, Component component) {
        return pass.release().accessTo(component, pass.at()).isForAnybody();
    }

    private Optional<Recall> recalledWithin(Pass pass) throws IOException {
        for (var recall : closing(pass)) {
            var revision = recall.revision();
            if (revision.isEmpty()
                    || repositories.reaches(
                            pass.repository().id(), refs.of(pass).values(), revision.get())) {
                return Optional.of(recall);
            }
        }
        return Optional.empty();
    }

    private static Set<Recall> closing(Pass pass) {
        return Gate.examines(pass.recipient())
                ? Set.of()
                : Set.copyOf(pass.release().recalls());
    }

    private Found found(Pass pass) throws IOException {
        var closed = closing(pass).stream()
                .flatMap(recall -> recall.revision().stream())
                .collect(Collectors.toSet());
        var question = new Question(
                pass.repository().id(),
                pass.repository().kind(),
                Set.copyOf(refs.of(pass).values()),
                closed,
                pass.release().plan().rules());
        var known = remembered.get(question);
        if (known.isPresent()) {
            return known.get();
        }
        var found = new Found(EnumSet.noneOf(Component.class), new HashMap<>());
        repositories.walk(question.repository, question.tips, question.without, entry -> {
            var component = question.rules.of(question.kind, entry.path());
            found.present.add(component);
            if (entry instanceof Entry.LargeFile large) {
                found.places
                        .computeIfAbsent(large.pointer().content(), _ -> EnumSet.noneOf(Component.class))
                        .add(component);
            }
        });
        remembered.put(question, found);
        return found;
    }

    private record Question(
            RepositoryId repository, RepoKind kind, Set<GitOid> tips, Set<GitOid> without, FileRules rules) {}

    /// @param present components of which there are files
    /// @param places the components of each large file
    private record Found(EnumSet<Component> present, Map<Sha256, EnumSet<Component>> places) {}
}
