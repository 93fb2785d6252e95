package plimsoll.domain.release;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Holdings.Claim;
import plimsoll.domain.release.Holdings.Partnership;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;

/// What a decision of the gate costs, beside one SHA-256 of 64 bytes.
final class GateBenchmark {
    private static final int ROUNDS = 15;
    private static final int AT_ONCE = 2_000_000;
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Sha256 TERMS = new Sha256("1".repeat(64));

    private GateBenchmark() {}

    /// Measures.
    public static void main(String[] arguments) throws Exception {
        var lab = new Namespace("lab");
        var model = new Repository(
                new RepositoryId("0".repeat(24)), RepoKind.MODEL, new RepoName(lab, "m"), Visibility.PUBLIC, NOW);
        Recipient bob = new Known(new Namespace("bob"), SiteRole.MEMBER, Map.of(), Scope.WRITE);
        var terms = new Access.OnTerms(TERMS, Approval.BY_HAND);
        var stage = new Stage(Component.TRAINING_DATA, terms, NOW.plusSeconds(9), true);
        var plan = new ReleasePlan(
                ReleasePlan.of(Visibility.PUBLIC).gatedBy(terms).access(),
                List.of(stage),
                new FileRules(List.of(new FileRules.Own("secret/", Component.TRAINING_DATA))),
                false);
        var release = new Release(plan, false, List.of(), Map.of());
        var held = new Holdings(
                List.of(new Claim(Status.ACCEPTED, Optional.of(TERMS), Optional.of(NOW.plusSeconds(99)))),
                List.of(new Partnership("pact", NOW, NOW.plusSeconds(9))));
        var path = new FilePath("deep/down/model-00001-of-00009.safetensors");
        var digest = MessageDigest.getInstance("SHA-256");
        var block = new byte[64];
        report("one SHA-256 of 64 bytes", () -> digest.digest(block).length);
        report(
                "may they enter",
                () -> Gate.admit(bob, Intent.READ, model, release, held, NOW).hashCode());
        report(
                "may they have the weights",
                () -> Gate.admit(bob, held, release.accessTo(Component.WEIGHTS, NOW), "lab/m", NOW)
                        .hashCode());
        report(
                "which component is a file of",
                () -> plan.componentOf(RepoKind.MODEL, path).hashCode());
    }

    private interface Question {
        int ask();
    }

    private static void report(String what, Question question) {
        var nanos = new double[ROUNDS];
        int sum = 0;
        for (int round = -3; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < AT_ONCE; i++) {
                sum += question.ask();
            }
            if (round >= 0) {
                nanos[round] = (System.nanoTime() - start) / (double) AT_ONCE;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%-30s %8.1f ns  (%d)%n", what, nanos[ROUNDS / 2], sum);
    }
}
