package plimsoll.hub.people;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.OpenAccount.Newcomer;

/// Gives an empty hub its first account: somebody has to be able to open the others.
public final class FirstStart {
    /// What the first account is called. Nobody else can take the name.
    public static final Namespace ADMIN = new Namespace("admin");
    /// In whose name the hub publishes the models that come with it.
    public static final Namespace PUBLISHER = new Namespace(Deed.PLIMSOLL);

    private final PeopleStores stores;
    private final OpenAccount openAccount;
    private final IssueToken issueToken;
    private final IssueSignInLink issueSignInLink;
    private final Mint mint;
    private final InstantSource clock;

    FirstStart(
            PeopleStores stores,
            OpenAccount openAccount,
            IssueToken issueToken,
            IssueSignInLink issueSignInLink,
            Mint mint,
            InstantSource clock) {
        this.stores = stores;
        this.openAccount = openAccount;
        this.issueToken = issueToken;
        this.issueSignInLink = issueSignInLink;
        this.mint = mint;
        this.clock = clock;
    }

    /// Opens the account `admin` with a token and a sign-in link where nobody has an account yet; empty where somebody
    /// has, also when another process was first.
    public Optional<FirstSteps> run() {
        return stores.transactions().run(() -> {
            if (!stores.accounts().isEmpty()
                    || openAccount.enter(Newcomer.named(ADMIN), SiteRole.ADMIN, Deed.PLIMSOLL)
                            instanceof Outcome.Refused<?>) {
                return Optional.empty();
            }
            var token = issueToken.make(issueToken.plain(ADMIN, "first start", Scope.WRITE), Deed.PLIMSOLL);
            return Optional.of(new FirstSteps(ADMIN, token.secret(), issueSignInLink.make(ADMIN, Deed.PLIMSOLL)));
        });
    }

    /// Founds the organisation in which the models stand that come with the hub. Its name is reserved, so nobody else
    /// can; the first account is its admin. Where it is there already nothing happens.
    public void foundPublisher() {
        stores.transactions().run(() -> {
            var organisation = new Organisation(mint.id(), PUBLISHER, "Plimsoll", clock.instant());
            if (!stores.organisations().add(organisation)) {
                return false;
            }
            stores.organisations().setRole(PUBLISHER, ADMIN, OrganisationRole.ADMIN);
            stores.journal()
                    .append(Deed.of(
                            Deed.Kind.ORGANISATION_FOUNDED,
                            Deed.PLIMSOLL,
                            PUBLISHER.text(),
                            Map.of("id", organisation.id())));
            return true;
        });
    }

    /// How the first person gets in. Neither secret is kept.
    ///
    /// @param account who they are
    /// @param token an access token that may write
    /// @param linkSecret the secret of a one-time sign-in link, good for `IssueSignInLink.LIFETIME`
    public record FirstSteps(Namespace account, String token, String linkSecret) {}
}
