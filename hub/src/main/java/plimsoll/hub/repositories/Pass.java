package plimsoll.hub.repositories;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Holdings;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Recall;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Repository;

/// Proof that the gate let somebody in: what reads or changes a repository takes one, and only `EnterRepository` makes
/// them. It answers, for its holder and for the moment it was issued, what of the repository they may have.
public final class Pass {
    private final Recipient recipient;
    private final Intent intent;
    private final Repository repository;
    private final Release release;
    private final Holdings held;
    private final Instant at;
    private final Supplier<Release> now;

    Pass(
            Recipient recipient,
            Intent intent,
            Repository repository,
            Release release,
            Holdings held,
            Instant at,
            Supplier<Release> now) {
        this.recipient = recipient;
        this.intent = intent;
        this.repository = repository;
        this.release = release;
        this.held = held;
        this.at = at;
        this.now = now;
    }

    /// Who was let in.
    public Recipient recipient() {
        return recipient;
    }

    /// Into which repository.
    public Repository repository() {
        return repository;
    }

    /// What was decided about its release.
    public Release release() {
        return release;
    }

    /// What inspections hold by now. Who asks after reading what a ref leads to, hears of all that holds it: a commit
    /// and its hold land together, perhaps since this pass was issued.
    List<Hold> holdsNow() {
        return now.get().holds();
    }

    /// When it was issued.
    public Instant at() {
        return at;
    }

    /// Whether the holder belongs to the publisher or watches over the hub.
    public boolean isInsider() {
        return Gate.isInsider(recipient, repository.name().namespace());
    }

    /// This pass, for those who need to be let do at least `needed`.
    ///
    /// @throws IllegalStateException when it was issued for less: a route asked for the wrong thing
    public Pass require(Intent needed) {
        if (intent.compareTo(needed) < 0) {
            throw new IllegalStateException("a pass to %s does not let anybody %s".formatted(intent, needed));
        }
        return this;
    }

    /// Whether the holder may do something else than this pass is for.
    public Admission may(Intent other) {
        return Gate.admit(recipient, other, repository, release, held, at);
    }

    /// Whether the holder may have what belongs to a component.
    public Admission admits(Component component) {
        return isInsider()
                ? new Admitted()
                : Gate.admit(recipient, held, release.accessTo(component, at), repository.page(), at);
    }

    /// Whether the holder may ask the model, on the hub's own page or by a program.
    public Admission admitsToAsk(boolean onPage) {
        var access = release.accessTo(Component.WEIGHTS, at);
        return isInsider() ? new Admitted() : Gate.admitToAsk(recipient, held, access, onPage, repository.page(), at);
    }

    /// Whether the holder may have the file at `path`.
    public Admission admits(FilePath path) {
        return isInsider() ? new Admitted() : admits(componentOf(path));
    }

    /// Whether the holder may know that there is a file at `path`.
    public boolean sees(FilePath path) {
        return !(admits(path) instanceof Admission.Unseen);
    }

    /// Whether nothing at all is kept from the holder.
    public boolean admitsEverything() {
        return isInsider() || all(component -> admits(component) instanceof Admitted);
    }

    /// Whether there is no component of which the holder may not even know.
    public boolean seesEverything() {
        return isInsider() || all(component -> !(admits(component) instanceof Admission.Unseen));
    }

    /// The component that the file at `path` belongs to.
    public Component componentOf(FilePath path) {
        return release.plan().componentOf(repository.kind(), path);
    }

    /// The recall that closes `commit` to the holder. Who only looks is told of it elsewhere.
    Optional<Recall> closes(GitOid commit) {
        return intent == Intent.LOOK || Gate.examines(recipient) ? Optional.empty() : release.recalled(commit);
    }

    private static boolean all(Predicate<Component> test) {
        return Arrays.stream(Component.values()).allMatch(test);
    }
}
