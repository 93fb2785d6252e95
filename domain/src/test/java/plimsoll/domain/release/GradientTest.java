package plimsoll.domain.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.NoDownload;
import plimsoll.domain.release.Admission.StepNeeded;
import plimsoll.domain.release.Admission.Suspended;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.release.Holdings.Claim;
import plimsoll.domain.release.Holdings.Partnership;
import plimsoll.domain.release.Holdings.Status;

/// Who among the publisher's outsiders may have what: every holding against every access, as a table.
final class GradientTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Sha256 TERMS = new Sha256("1".repeat(64));
    private static final Sha256 OLD_TERMS = new Sha256("0".repeat(64));
    private static final Recipient BOB = new Known(new Namespace("bob"), SiteRole.MEMBER, Map.of(), Scope.READ);
    private static final Recipient BARRED =
            new Known(new Namespace("bob"), SiteRole.MEMBER, Map.of(), Scope.READ, Standing.SUSPENDED);

    private static final Map<String, Access> ACCESS = Map.of(
            "withheld", new Access.Withheld(),
            "partners", new Access.Partners("pact"),
            "hosted", new Access.Hosted(),
            "api", new Access.Api(),
            "auto", new Access.OnTerms(TERMS, Approval.AUTOMATIC),
            "manual", new Access.OnTerms(TERMS, Approval.BY_HAND),
            "download", new Access.Downloadable(),
            "open", new Access.Open());

    private static final String TABLE = """
            who            withheld  partners  hosted    api       auto      manual    download  open
            stranger       unseen    sign      use       use       accept    accept    yes       yes
            nobody-special unseen    sign      use       use       accept    accept    yes       yes
            pending        unseen    sign      use       use       again     wait      yes       yes
            accepted       unseen    sign      use       use       yes       yes       yes       yes
            unasked        unseen    sign      use       use       yes       yes       yes       yes
            other-text     unseen    sign      use       use       again     again     yes       yes
            grant-over     unseen    sign      use       use       ended     ended     yes       yes
            rejected       unseen    sign      use       use       rejected  rejected  yes       yes
            rejected-org   unseen    sign      use       use       yes       yes       yes       yes
            partner        unseen    yes       use       use       accept    accept    yes       yes
            other-partner  unseen    sign      use       use       accept    accept    yes       yes
            lapsed         unseen    renew     use       use       accept    accept    yes       yes
            early          unseen    renew     use       use       accept    accept    yes       yes
            suspended      unseen    barred    use       use       barred    barred    yes       yes
            """;

    @Test
    void everybodyHasWhatTheTableSays() {
        var rows = TABLE.lines().map(line -> List.of(line.split(" +"))).toList();
        var head = rows.getFirst();
        var told = new LinkedHashMap<String, String>();
        var expected = new LinkedHashMap<String, String>();
        for (var row : rows.subList(1, rows.size())) {
            for (int column = 1; column < row.size(); column++) {
                var cell = row.getFirst() + " x " + head.get(column);
                expected.put(cell, row.get(column));
                told.put(cell, word(answer(row.getFirst(), Objects.requireNonNull(ACCESS.get(head.get(column))))));
            }
        }
        assertEquals(expected, told);
    }

    private static Admission answer(String who, Access access) {
        var recipient = switch (who) {
            case "stranger" -> new Recipient.Stranger();
            case "suspended" -> BARRED;
            default -> BOB;
        };
        return Gate.admit(recipient, held(who), access, "lab/m", NOW);
    }

    private static Holdings held(String who) {
        var until = Optional.<Instant>empty();
        return switch (who) {
            case "pending" -> claims(new Claim(Status.PENDING, Optional.of(TERMS), until));
            case "accepted" -> claims(new Claim(Status.ACCEPTED, Optional.of(TERMS), Optional.of(NOW.plusSeconds(1))));
            case "unasked" -> claims(new Claim(Status.ACCEPTED, Optional.empty(), until));
            case "other-text" -> claims(new Claim(Status.ACCEPTED, Optional.of(OLD_TERMS), until));
            case "grant-over" -> claims(new Claim(Status.ACCEPTED, Optional.of(TERMS), Optional.of(NOW)));
            case "rejected" -> claims(new Claim(Status.REJECTED, Optional.of(TERMS), until));
            case "rejected-org" ->
                claims(
                        new Claim(Status.REJECTED, Optional.of(TERMS), until),
                        new Claim(Status.ACCEPTED, Optional.empty(), until));
            case "partner" -> partners(new Partnership("pact", NOW, NOW.plusSeconds(1)));
            case "other-partner" -> partners(new Partnership("another", NOW, NOW.plusSeconds(1)));
            case "lapsed" -> partners(new Partnership("pact", NOW.minusSeconds(9), NOW));
            case "early" -> partners(new Partnership("pact", NOW.plusSeconds(1), NOW.plusSeconds(9)));
            case "suspended" ->
                new Holdings(
                        List.of(new Claim(Status.ACCEPTED, Optional.empty(), until)),
                        List.of(new Partnership("pact", NOW, NOW.plusSeconds(1))));
            default -> Holdings.NONE;
        };
    }

    private static Holdings claims(Claim... claims) {
        return new Holdings(List.of(claims), List.of());
    }

    private static Holdings partners(Partnership partnership) {
        return new Holdings(List.of(), List.of(partnership));
    }

    private static String word(Admission admission) {
        return switch (admission) {
            case Admitted _ -> "yes";
            case Unseen _ -> "unseen";
            case NoDownload _ -> "use";
            case Suspended _ -> "barred";
            case StepNeeded(var step, var _) ->
                switch (step) {
                    case ACCEPT_TERMS -> "accept";
                    case ACCEPT_TERMS_AGAIN -> "again";
                    case WAIT -> "wait";
                    case REJECTED -> "rejected";
                    case GRANT_ENDED -> "ended";
                    case SIGN_AGREEMENT -> "sign";
                    case RENEW_AGREEMENT -> "renew";
                };
            case Admission other -> other.toString();
        };
    }
}
