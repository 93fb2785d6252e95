package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Accounts.Wanted;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Recognition.Suspended;
import plimsoll.hub.people.Refusal.LastAdmin;
import plimsoll.hub.people.Refusal.NameTaken;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Unfit;

/// What accounts promise, and those who open and change them.
public abstract class AccountsContract extends PeopleContract {
    @Test
    void anEmptyHubGetsItsFirstAdminOnce() {
        assertEquals(SiteRole.ADMIN, root.role());
        assertEquals("admin", root.name().text());
        assertEquals(
                root.name(),
                done(people.signIn().byLink(firstSteps.linkSecret(), BROWSER))
                        .session()
                        .account());
        assertEquals(Optional.empty(), people.firstStart().run());
    }

    @Test
    void anAccountComesBackAsItWasEntered() {
        var grace = done(people.openAccount()
                .byAdmin(root, new Newcomer(GRACE, "Grace Höpper 🦈", Optional.of("g@navy")), SiteRole.AUDITOR));
        assertEquals(Optional.of(grace), stores.accounts().find(new Namespace("GRACE")));
        assertEquals(
                List.of("Ada", "admin", "grace"),
                stores.accounts().list("", 9).stream().map(a -> a.name().text()).toList());
        assertEquals(
                List.of("grace"),
                stores.accounts().list("Admin", 9).stream()
                        .map(a -> a.name().text())
                        .toList());
    }

    @Test
    void accountsAreFoundByWhatIsKnownOfThem() {
        done(people.openAccount()
                .byAdmin(
                        root,
                        new Newcomer(GRACE, "Grace 100% Hopper", Optional.of("g_h@navy.example")),
                        SiteRole.AUDITOR));
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED, "shared her token"));
        assertEquals(List.of("Ada", "admin"), found("AD", "", ""));
        assertEquals(List.of("grace"), found("100%", "", ""));
        assertEquals(List.of("grace"), found("G_H@", "", ""));
        assertEquals(List.of(), found("g%h", "", ""), "no pattern of a stranger's");
        assertEquals(List.of("grace"), found("", "AUDITOR", ""));
        assertEquals(List.of("Ada"), found("", "", "SUSPENDED"));
        assertEquals(List.of("admin", "grace"), found("", "", "ACTIVE"));
        assertEquals(
                List.of("admin"),
                stores.accounts().search(new Wanted("", Optional.empty(), Optional.empty()), "ADA", 1).stream()
                        .map(account -> account.name().text())
                        .toList());
    }

    private List<String> found(String text, String role, String standing) {
        var wanted = new Wanted(
                text,
                Optional.of(role).filter(word -> !word.isEmpty()).map(SiteRole::valueOf),
                Optional.of(standing).filter(word -> !word.isEmpty()).map(Standing::valueOf));
        return stores.accounts().search(wanted, "", 9).stream()
                .map(account -> account.name().text())
                .toList();
    }

    @Test
    void namesAreSharedWithOrganisationsWhateverTheCase() {
        var taken = new NameTaken(new Namespace("ADA"));
        assertEquals(
                taken,
                refused(people.openAccount().byAdmin(root, Newcomer.named(new Namespace("ADA")), SiteRole.MEMBER)));
        assertEquals(taken, refused(people.foundOrganisation().found(ada, new Namespace("ADA"), "")));
        done(people.foundOrganisation().found(ada, LAB, ""));
        assertInstanceOf(
                NameTaken.class,
                refused(people.openAccount().byAdmin(root, Newcomer.named(new Namespace("lab")), SiteRole.MEMBER)));
    }

    @Test
    void nobodyTakesAReservedName() {
        assertInstanceOf(
                NameTaken.class,
                refused(people.openAccount()
                        .byThemselves(Newcomer.named(new Namespace("Datasets")), PASSWORD, BROWSER)));
        assertInstanceOf(NameTaken.class, refused(people.foundOrganisation().found(ada, new Namespace("search"), "")));
    }

    @Test
    void onlyAnAdminOpensAccountsForOthers() {
        assertInstanceOf(
                NotAllowed.class, refused(people.openAccount().byAdmin(ada, Newcomer.named(GRACE), SiteRole.ADMIN)));
    }

    @Test
    void theRegistrationSettingIsObeyed() {
        var grace = Newcomer.named(GRACE);
        assertInstanceOf(
                NotAllowed.class,
                refused(hub(Registration.CLOSED).openAccount().byThemselves(grace, PASSWORD, BROWSER)));
        assertInstanceOf(
                NotAllowed.class,
                refused(hub(Registration.INVITATION).openAccount().byThemselves(grace, PASSWORD, BROWSER)));
        assertEquals(
                SiteRole.MEMBER,
                done(people.openAccount().byThemselves(grace, PASSWORD, BROWSER))
                        .role());
        assertEquals(
                GRACE,
                done(people.signIn().byPassword("GRACE", PASSWORD, BROWSER))
                        .session()
                        .account());
    }

    @Test
    void oneAddressDoesNotFillTheTable() {
        for (int i = 0; i < 20; i++) {
            people.openAccount().byThemselves(Newcomer.named(ADA), PASSWORD, BROWSER);
        }
        assertInstanceOf(
                Refusal.TooOften.class,
                refused(people.openAccount().byThemselves(Newcomer.named(GRACE), PASSWORD, BROWSER)));
    }

    @Test
    void aSuspendedAccountIsRefusedAtOnceAndReinstated() {
        var token = token(ADA);
        recognise(token);
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED, ""));
        assertInstanceOf(Suspended.class, people.recognise().byToken(token));
        done(people.changeAccount().setStanding(root, ADA, Standing.ACTIVE, ""));
        assertEquals(ADA, recognise(token).name());
    }

    @Test
    void theLastAdminRemains() {
        assertEquals(new LastAdmin(), refused(people.changeAccount().setRole(root, root.name(), SiteRole.MEMBER)));
        assertEquals(
                new LastAdmin(),
                refused(people.changeAccount().setStanding(root, root.name(), Standing.SUSPENDED, "")));
        done(people.changeAccount().setRole(root, ADA, SiteRole.ADMIN));
        done(people.changeAccount().setRole(root, root.name(), SiteRole.MEMBER));
    }

    @Test
    void ofTwoAdminsWhoLeaveAtOnceOneRemains() throws InterruptedException {
        done(people.changeAccount().setRole(root, ADA, SiteRole.ADMIN));
        var threads = List.of(ADA, root.name()).stream()
                .map(name ->
                        Thread.ofVirtual().start(() -> people.changeAccount().setRole(root, name, SiteRole.MEMBER)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(
                1,
                stores.accounts().list("", 9).stream()
                        .map(Account::role)
                        .filter(SiteRole.ADMIN::equals)
                        .count());
    }

    @Test
    void nobodyChangesSomebodyElse() {
        var mallory = member(new Namespace("mallory"));
        assertInstanceOf(
                NotAllowed.class,
                refused(people.changeAccount().describe(mallory, new Newcomer(ADA, "Fool", Optional.empty()))));
        assertInstanceOf(NotAllowed.class, refused(people.changeAccount().setPassword(mallory, ADA, "", PASSWORD)));
    }

    @Test
    void whoHasAPasswordMustKnowItToChangeIt() {
        done(people.changeAccount().setPassword(ada, ADA, "", PASSWORD));
        assertInstanceOf(
                Unfit.class, refused(people.changeAccount().setPassword(ada, ADA, "wrong", "another password")));
        done(people.changeAccount().setPassword(ada, ADA, PASSWORD, "another password"));
        done(people.signIn().byPassword("ada", "another password", BROWSER));
    }

    @Test
    void aSuspensionIsRecordedWithItsReason() {
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED, "shared her token"));
        var deed = stores.journal().read(0, 99).getLast().deed();
        assertEquals(
                Deed.of(
                        Deed.Kind.STANDING_CHANGED,
                        root.name().text(),
                        ADA.text(),
                        Map.of("standing", "SUSPENDED", "reason", "shared her token")),
                deed);
        assertInstanceOf(
                Unfit.class, refused(people.changeAccount().setStanding(root, ADA, Standing.ACTIVE, "two\nlines")));
    }

    @Test
    void everyDeedIsInTheJournal() {
        done(people.changeAccount().describe(ada, new Newcomer(ADA, "Ada", Optional.empty())));
        var deeds = stores.journal().read(0, 99).stream()
                .map(link -> link.deed().kind() + " " + link.deed().actor() + " "
                        + link.deed().subject())
                .toList();
        assertEquals(
                List.of(
                        Deed.Kind.ACCOUNT_OPENED + " plimsoll admin",
                        Deed.Kind.TOKEN_ISSUED + " plimsoll admin",
                        Deed.Kind.SIGN_IN_LINK_ISSUED + " plimsoll admin",
                        Deed.Kind.ACCOUNT_OPENED + " admin Ada",
                        Deed.Kind.TOKEN_ISSUED + " admin Ada",
                        Deed.Kind.ACCOUNT_CHANGED + " Ada Ada"),
                deeds);
        assertTrue(stores.journal().read(0, 99).stream()
                .noneMatch(link -> link.deed().details().toString().contains("hf_")));
    }
}
