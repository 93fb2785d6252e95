package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Refusal.LastAdmin;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Unknown;

/// What organisations promise, and those who found and change them.
public abstract class OrganisationsContract extends PeopleContract {
    private String adasToken = "";

    @BeforeEach
    void aLab() {
        adasToken = token(ADA);
        recognise(adasToken);
        done(people.foundOrganisation().found(ada, LAB, "The Lab"));
        ada = recognise(adasToken);
    }

    @Test
    void itsFounderIsItsAdminAtOnce() {
        assertEquals(Map.of(LAB, OrganisationRole.ADMIN), ada.organisations());
        assertEquals(
                "The Lab",
                stores.organisations().find(new Namespace("LAB")).orElseThrow().fullName());
        assertEquals(1, stores.organisations().list("", 9).size());
    }

    @Test
    void aMemberHasTheirRoleAtOnceAndLosesItAtOnce() {
        member(GRACE);
        var token = token(GRACE);
        recognise(token);
        done(people.changeMembership().set(ada, LAB, GRACE, OrganisationRole.WRITE));
        assertEquals(Map.of(LAB, OrganisationRole.WRITE), recognise(token).organisations());
        done(people.changeMembership().set(ada, LAB, new Namespace("Grace"), OrganisationRole.READ));
        assertEquals(Map.of(LAB, OrganisationRole.READ), recognise(token).organisations());
        assertEquals(
                List.of("Ada", "grace"),
                stores.organisations().members(LAB, "", 9).stream()
                        .map(m -> m.account().name().text())
                        .toList());
        done(people.changeMembership().remove(ada, LAB, GRACE));
        assertEquals(Map.of(), recognise(token).organisations());
    }

    @Test
    void theLastAdminNeitherLeavesNorStepsDown() {
        assertEquals(new LastAdmin(), refused(people.changeMembership().remove(ada, LAB, ADA)));
        assertEquals(new LastAdmin(), refused(people.changeMembership().set(ada, LAB, ADA, OrganisationRole.WRITE)));
        member(GRACE);
        done(people.changeMembership().set(ada, LAB, GRACE, OrganisationRole.ADMIN));
        done(people.changeMembership().remove(ada, LAB, ADA));
        assertEquals(Optional.empty(), stores.organisations().role(LAB, ADA));
    }

    @Test
    void ofTwoAdminsWhoLeaveAtOnceOneRemains() throws InterruptedException {
        member(GRACE);
        done(people.changeMembership().set(ada, LAB, GRACE, OrganisationRole.ADMIN));
        var threads = List.of(ADA, GRACE).stream()
                .map(name ->
                        Thread.ofVirtual().start(() -> people.changeMembership().remove(root, LAB, name)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(1, stores.organisations().members(LAB, "", 9).size());
    }

    @Test
    void onlyItsAdminsSayWhoBelongsToIt() {
        var grace = member(GRACE);
        assertInstanceOf(
                NotAllowed.class, refused(people.changeMembership().set(grace, LAB, GRACE, OrganisationRole.ADMIN)));
        var reading = new Known(ADA, SiteRole.MEMBER, ada.organisations(), Scope.READ);
        assertInstanceOf(
                NotAllowed.class, refused(people.changeMembership().set(reading, LAB, GRACE, OrganisationRole.READ)));
        done(people.changeMembership().set(root, LAB, GRACE, OrganisationRole.READ));
        done(people.changeMembership().remove(recognise(token(GRACE)), LAB, GRACE)); // leaving is everybody's right
    }

    @Test
    void whoDoesNotExistBelongsToNothing() {
        assertInstanceOf(
                Unknown.class,
                refused(people.changeMembership().set(ada, LAB, new Namespace("nil"), OrganisationRole.READ)));
        assertInstanceOf(Unknown.class, refused(people.changeMembership().set(ada, GRACE, ADA, OrganisationRole.READ)));
    }

    @Test
    void auditorsFoundNothing() {
        done(people.openAccount().byAdmin(root, Newcomer.named(GRACE), SiteRole.AUDITOR));
        assertInstanceOf(
                NotAllowed.class,
                refused(people.foundOrganisation().found(recognise(token(GRACE)), new Namespace("x"), "")));
    }
}
