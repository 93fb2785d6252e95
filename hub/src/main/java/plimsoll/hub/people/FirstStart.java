package plimsoll.hub.people;

import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.OpenAccount.Newcomer;

/// Gives an empty hub its first account: somebody has to be able to open the others.
public final class FirstStart {
    /// What the first account is called. Nobody else can take the name.
    public static final Namespace ADMIN = new Namespace("admin");

    private final PeopleStores stores;
    private final OpenAccount openAccount;
    private final IssueToken issueToken;
    private final IssueSignInLink issueSignInLink;

    FirstStart(PeopleStores stores, OpenAccount openAccount, IssueToken issueToken, IssueSignInLink issueSignInLink) {
        this.stores = stores;
        this.openAccount = openAccount;
        this.issueToken = issueToken;
        this.issueSignInLink = issueSignInLink;
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

    /// How the first person gets in. Neither secret is kept.
    ///
    /// @param account who they are
    /// @param token an access token that may write
    /// @param linkSecret the secret of a one-time sign-in link, good for `IssueSignInLink.LIFETIME`
    public record FirstSteps(Namespace account, String token, String linkSecret) {}
}
