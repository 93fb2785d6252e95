package plimsoll.hub.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.LAB;
import static plimsoll.hub.fixtures.Story.bob;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.id;
import static plimsoll.hub.fixtures.Story.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Agreement;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.Holdings;
import plimsoll.domain.release.Holdings.Claim;
import plimsoll.domain.release.Holdings.Partnership;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.Recall;
import plimsoll.domain.release.Release;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.AccessRequests.Copy;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Search;

/// What the stores of this room promise: releases, requests, agreements, texts of terms, notices. They are one store
/// to their users, for what one keeps another answers by.
public abstract class ReleaseStoresContract {
    private static final Namespace BOB = new Namespace("Bob");
    private static final Namespace CREW = new Namespace("crew");
    private static final Sha256 TERMS = new Sha256("1".repeat(64));
    private static final Instant LATER = DAWN.plusSeconds(1_000);
    private final Repository model = model(1, "lab/chart");

    /// The releases under test, empty.
    protected abstract Releases releases();

    /// The requests under test, empty.
    protected abstract AccessRequests requests();

    /// The agreements under test, empty.
    protected abstract Agreements agreements();

    /// The texts under test, empty.
    protected abstract Texts texts();

    /// The notices under test, empty.
    protected abstract Notices notices();

    /// What floats, nothing at first.
    protected abstract Floating floating();

    /// What can be exported of them.
    protected abstract ReleaseRecords records();

    /// The catalogue beside them, whose clock stands at dawn.
    protected abstract Catalogue catalogue();

    @Test
    void whatNobodyDecidedIsReleasedAsItsVisibilitySays() {
        assertEquals(Release.of(Visibility.PUBLIC), releases().of(model));
    }

    @Test
    void aPlanReplacesTheOneBeforeAndKeepsTheRest() {
        releases().recall(model, recall(Optional.of(commit(3)), "leaky", DAWN, false));
        releases().incident(model, true, DAWN);
        var plan = new ReleasePlan(
                Map.of(Component.PAPERS, new Access.Open(), Component.WEIGHTS, new Access.Partners("pact")),
                List.of(new Stage(Component.WEIGHTS, new Access.Downloadable(), LATER, true)),
                new FileRules(List.of(new FileRules.Own("*.dat", Component.TRAINING_DATA))),
                true);
        releases().keep(model.id(), plan, DAWN);
        releases().release(model.id(), RefName.MAIN, commit(1), DAWN);
        releases().release(model.id(), RefName.MAIN, commit(2), DAWN);
        var found = releases().of(model);
        assertEquals(plan, found.plan());
        assertTrue(found.incidentOpen());
        assertEquals(Map.of(RefName.MAIN, commit(2)), found.released());
        assertEquals(Optional.of("leaky"), found.recalled(commit(3)).map(recall -> recall.reason()));
        assertEquals(Optional.empty(), found.recalled());
        releases().forget(model.id());
        assertEquals(Release.of(Visibility.PUBLIC), releases().of(model));
    }

    @Test
    void recallsAreNumberedAndLiftedOnce() {
        var first = releases().recall(model, recall(Optional.empty(), "it talks", DAWN, true));
        var second = releases().recall(model(2, "lab/other"), recall(Optional.empty(), "so does it", LATER, false));
        assertEquals(first.number() + 1, second.number());
        assertEquals(Optional.of(first), releases().of(model).recalled());
        assertEquals(
                List.of("lab/other", "lab/chart"),
                releases().recalls(9).stream().map(Releases.Called::page).toList());
        assertEquals(
                List.of(second, first),
                releases().recalls(9).stream().map(Releases.Called::recall).toList());
        assertFalse(releases().lift(id(2), first.number(), LATER));
        assertTrue(releases().lift(model.id(), first.number(), LATER));
        assertFalse(releases().lift(model.id(), first.number(), LATER));
        assertEquals(Optional.empty(), releases().of(model).recalled());
        assertEquals(1, releases().recalls(9).size());
    }

    private static Recall recall(Optional<GitOid> revision, String reason, Instant at, boolean open) {
        return new Recall(0, revision, reason, "lab/mute", "grace", at, open);
    }

    @Test
    void stagesAreFoundWhenTheyHaveCome() {
        var stage = new Stage(Component.WEIGHTS, new Access.Downloadable(), LATER, false);
        var plan = ReleasePlan.of(Visibility.PUBLIC);
        releases().keep(model.id(), new ReleasePlan(plan.access(), List.of(stage), FileRules.NONE, false), DAWN);
        assertEquals(List.of(), releases().reached(DAWN, LATER.minusMillis(1)));
        assertEquals(List.of(model.id()), releases().reached(DAWN, LATER));
        assertEquals(List.of(), releases().reached(LATER, LATER.plusSeconds(9)));
        releases().keep(model.id(), plan, DAWN);
        assertEquals(List.of(), releases().reached(DAWN, LATER));
    }

    @Test
    void whatSomebodyHoldsIsTheirsAndTheirOrganisations() {
        var until = Optional.of(LATER);
        requests().keep(request(BOB, Status.PENDING, Optional.of(TERMS), Optional.empty()));
        requests().keep(request(CREW, Status.ACCEPTED, Optional.empty(), until));
        requests().keep(request(new Namespace("eve"), Status.ACCEPTED, Optional.empty(), until));
        agreements().keep(agreement("a".repeat(24), DAWN, LATER, CREW));
        agreements().keep(agreement("b".repeat(24), DAWN, LATER, new Namespace("eve")));
        var member = Story.member("bob", Map.of(CREW, OrganisationRole.READ), Scope.READ);
        var held = releases().held(member, model.id());
        assertEquals(
                new HashSet<>(List.of(
                        new Claim(Status.PENDING, Optional.of(TERMS), Optional.empty()),
                        new Claim(Status.ACCEPTED, Optional.empty(), until))),
                new HashSet<>(held.claims()));
        assertEquals(List.of(new Partnership("a".repeat(24), DAWN, LATER)), held.partnerships());
        assertEquals(Holdings.NONE, releases().held(Story.STRANGER, model.id()));
        assertEquals(1, releases().held(bob(), model.id()).claims().size());
        assertEquals(Holdings.NONE, releases().held(bob(), id(7)));
    }

    @Test
    void aHolderHasOneRequestAndListsComeInPages() {
        for (var name : List.of("Zoe", "ada", "Bob")) {
            requests().keep(request(new Namespace(name), Status.PENDING, Optional.of(TERMS), Optional.empty()));
        }
        var first = requests().list(model.id(), Status.PENDING, Optional.empty(), 2);
        assertEquals(List.of("ada", "Bob"), names(first.items()));
        var second = requests().list(model.id(), Status.PENDING, first.next(), 2);
        assertEquals(List.of("Zoe"), names(second.items()));
        assertEquals(Optional.empty(), second.next());
        var answers = Map.of("Your & lab", "a=b\nc", "Age", "7");
        var decided = new AccessRequest(
                model.id(),
                BOB,
                Status.REJECTED,
                Optional.of(TERMS),
                answers,
                DAWN,
                Optional.of(LATER),
                Optional.empty(),
                "no");
        requests().keep(decided);
        assertEquals(Optional.of(decided), requests().find(model.id(), new Namespace("bob")));
        assertEquals(List.of(decided), requests().of(BOB, 9));
        assertEquals(
                List.of("ada", "Zoe"),
                names(requests()
                        .list(model.id(), Status.PENDING, Optional.empty(), 9)
                        .items()));
    }

    @Test
    void copiesAreNotedOncePerFile() {
        assertTrue(requests().took(model.id(), new Copy(BOB, "f".repeat(64), "m.gguf", DAWN)));
        assertFalse(requests().took(model.id(), new Copy(new Namespace("bob"), "f".repeat(64), "", LATER)));
        assertTrue(requests().took(id(2), new Copy(BOB, "f".repeat(64), "m.gguf", DAWN)));
        assertEquals(
                List.of(new Copy(BOB, "f".repeat(64), "m.gguf", LATER)),
                requests().copies(model.id(), 9));
    }

    @Test
    void agreementsAreTheirOwnersAndCanBeRenewed() {
        var pact = agreement("a".repeat(24), DAWN, LATER, BOB, CREW);
        agreements().keep(pact);
        agreements().keep(pact.until(LATER.plusSeconds(1)));
        var kept = agreements().find(pact.id()).orElseThrow();
        assertEquals(LATER.plusSeconds(1), kept.until());
        assertEquals(List.of(BOB, CREW), kept.parties());
        assertEquals(List.of(kept), agreements().of(new Namespace("LAB")));
        assertEquals(List.of(kept), agreements().all(9));
        assertEquals(List.of(), agreements().of(BOB));
        assertEquals(Optional.empty(), agreements().find("c".repeat(24)));
    }

    @Test
    void aTextIsFoundByItsHash() {
        var hash = texts().keep("Be kind.\r\n\u2603");
        assertEquals(hash, texts().keep("Be kind.\r\n\u2603"));
        assertEquals(Optional.of("Be kind.\r\n\u2603"), texts().find(hash));
        assertEquals(Optional.empty(), texts().find(TERMS));
    }

    @Test
    void anInboxIsNewestFirstAndForgetsWhatIsOld() {
        for (int n = 0; n < Notices.MOST + 2; n++) {
            notices().send(BOB, new Notice("notice " + n, "lab/chart", DAWN.plusSeconds(n)));
        }
        var newest = notices().of(new Namespace("bob"), 2);
        assertEquals("notice " + (Notices.MOST + 1), newest.getFirst().text());
        assertEquals(Notices.MOST, notices().of(BOB, 9_999).size());
        assertEquals(Notices.MOST, notices().unseen(BOB));
        notices().seen(BOB, newest.get(1).at());
        assertEquals(1, notices().unseen(BOB));
        notices().seen(BOB, DAWN);
        assertEquals(1, notices().unseen(BOB), "what was read stays read");
        assertEquals(List.of(), notices().of(CREW, 9));
    }

    @Test
    void whatFloatsIsKnownWithItsReasonUntilItSinks() {
        assertEquals(Optional.empty(), floating().why(model.id()));
        floating().floats(model.id(), "its parent was closed", DAWN);
        floating().floats(model.id(), "its parent was recalled", LATER);
        assertEquals(Optional.of("its parent was recalled"), floating().why(model.id()));
        assertEquals(Optional.empty(), floating().why(id(2)));
        floating().sank(model.id());
        assertEquals(Optional.empty(), floating().why(model.id()));
    }

    @Test
    void recordsComeInPagesToTheLast() {
        for (int n = 1; n <= 5; n++) {
            catalogue().add(model(n, "lab/chart-" + n));
            var holder = new Namespace("holder-" + n);
            requests()
                    .keep(new AccessRequest(
                            id(n % 2),
                            holder,
                            Status.ACCEPTED,
                            Optional.of(TERMS),
                            Map.of(),
                            DAWN,
                            Optional.of(DAWN),
                            Optional.empty(),
                            ""));
        }
        releases().keep(id(3), ReleasePlan.of(Visibility.PRIVATE), LATER);
        var states = new ArrayList<ReleaseRecords.State>();
        for (var page = records().states("", 2); !page.isEmpty(); ) {
            states.addAll(page);
            page = records().states(page.getLast().repository().id().hex(), 2);
        }
        assertEquals(
                List.of("chart-1", "chart-2", "chart-3", "chart-4", "chart-5"),
                states.stream().map(state -> state.repository().name().name()).toList());
        assertEquals(Optional.of(LATER), states.get(2).decidedAt());
        assertEquals(
                Optional.of(ReleasePlan.of(Visibility.PRIVATE)), states.get(2).plan());
        assertEquals(Optional.empty(), states.get(1).plan());
        var holders = new ArrayList<AccessRequest>();
        for (var page = records().grants(Optional.empty(), 2); !page.isEmpty(); ) {
            holders.addAll(page);
            page = records().grants(Optional.of(page.getLast()), 2);
        }
        assertEquals(List.of("holder-2", "holder-4", "holder-1", "holder-3", "holder-5"), names(holders));
    }

    @Test
    void partnersFindWhatStrangersDoNot() {
        catalogue().add(model);
        var showing = new Showing(Visibility.PRIVATE, Level.STAGED, Gating.NONE, Optional.of("a".repeat(24)), false);
        catalogue().show(model.id(), showing);
        agreements().keep(agreement("a".repeat(24), DAWN, LATER, BOB));
        agreements().keep(agreement("b".repeat(24), DAWN.minusSeconds(9), DAWN, CREW));
        assertEquals(showing, catalogue().listed(model.id()).orElseThrow().showing());
        assertEquals(1, found(Search.everything(bob(), RepoKind.MODEL, 9)));
        assertEquals(0, found(Search.everything(Story.STRANGER, RepoKind.MODEL, 9)));
        var lapsed = Story.member("carl", Map.of(CREW, OrganisationRole.READ), Scope.READ);
        assertEquals(0, found(Search.everything(lapsed, RepoKind.MODEL, 9)));
    }

    @Test
    void whatIsOnTermsCanBeSearchedForAndWhatIsRecalledCannot() {
        catalogue().add(model);
        assertEquals(1, found(Search.everything(bob(), RepoKind.MODEL, 9).onTerms(false)));
        catalogue().show(model.id(), showing(false));
        assertEquals(1, found(Search.everything(bob(), RepoKind.MODEL, 9).onTerms(true)));
        assertEquals(0, found(Search.everything(bob(), RepoKind.MODEL, 9).onTerms(false)));
        catalogue().show(model.id(), showing(true));
        assertEquals(0, found(Search.everything(Story.ada(), RepoKind.MODEL, 9)));
    }

    private static Showing showing(boolean recalled) {
        return new Showing(Visibility.PUBLIC, Level.GATED_DOWNLOAD, Gating.MANUAL, Optional.empty(), recalled);
    }

    private int found(Search search) {
        return catalogue().search(search).items().size();
    }

    private AccessRequest request(Namespace holder, Status status, Optional<Sha256> terms, Optional<Instant> until) {
        return new AccessRequest(model.id(), holder, status, terms, Map.of(), DAWN, Optional.of(DAWN), until, "");
    }

    private static Agreement agreement(String id, Instant from, Instant until, Namespace... parties) {
        return new Agreement(id, LAB, "Pact", TERMS, List.of(parties), "A. and B.", from, until);
    }

    private static List<String> names(List<AccessRequest> requests) {
        return requests.stream().map(request -> request.holder().text()).toList();
    }
}
