package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Refusal.NameTaken;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Spent;

/// What invitations promise.
public abstract class InvitationsContract extends PeopleContract {
    @Test
    void anInvitationOpensOneAccountOfItsRole() {
        var invited = done(people.invite().invite(root, SiteRole.AUDITOR, "the regulator"));
        assertEquals(List.of(invited.invitation()), done(people.invite().open(root)));
        assertEquals(SiteRole.AUDITOR, done(accept(invited.secret(), GRACE)).role());
        assertEquals(new Spent(), refused(accept(invited.secret(), new Namespace("another"))));
        assertEquals(List.of(), done(people.invite().open(root)));
    }

    @Test
    void aTakenNameDoesNotCostTheInvitation() {
        var invited = done(people.invite().invite(root, SiteRole.MEMBER, ""));
        assertInstanceOf(NameTaken.class, refused(accept(invited.secret(), ADA)));
        done(accept(invited.secret(), GRACE));
    }

    @Test
    void anOldOrWithdrawnInvitationOpensNothing() {
        var old = done(people.invite().invite(root, SiteRole.MEMBER, ""));
        clock.pass(Invite.LIFETIME);
        assertEquals(new Spent(), refused(accept(old.secret(), GRACE)));
        var withdrawn = done(people.invite().invite(root, SiteRole.MEMBER, ""));
        done(people.invite().withdraw(root, withdrawn.invitation().id()));
        assertEquals(new Spent(), refused(accept(withdrawn.secret(), GRACE)));
        people.sweepExpired().sweep();
    }

    @Test
    void onlyAdminsInvite() {
        assertInstanceOf(NotAllowed.class, refused(people.invite().invite(ada, SiteRole.ADMIN, "")));
        assertInstanceOf(NotAllowed.class, refused(people.invite().open(ada)));
    }

    @Test
    void ofManyWhoAcceptAtOnceOneIsLetIn() throws InterruptedException {
        var secret = done(people.invite().invite(root, SiteRole.MEMBER, "")).secret();
        var threads = List.of("one", "two", "three", "four").stream()
                .map(name -> Thread.ofVirtual().start(() -> accept(secret, new Namespace(name))))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(3, stores.accounts().list("", 9).size());
    }

    private Outcome<Account> accept(String secret, Namespace name) {
        return people.openAccount().byInvitation(secret, Newcomer.named(name), PASSWORD, BROWSER);
    }
}
