package plimsoll.hub.people;

import java.security.SecureRandom;
import java.time.InstantSource;

/// All this room does, put together once.
///
/// @param stores what it keeps
/// @param recognise who comes with a credential
/// @param openAccount how somebody becomes known
/// @param changeAccount how that changes
/// @param invite who else is asked in
/// @param foundOrganisation how several publish together
/// @param changeMembership who belongs to them
/// @param issueToken what programs come with
/// @param revokeToken how that ends
/// @param signIn how a browser session begins
/// @param signOut how it ends
/// @param issueSignInLink how somebody without a password signs in
/// @param authoriseDevice how a program is let act for somebody
/// @param authoriseApp how a web app is
/// @param csrf how a form proves it is ours
/// @param firstStart how an empty hub gets its first account
/// @param sweepExpired what the hub does once an hour
public record People(
        PeopleStores stores,
        Recognise recognise,
        OpenAccount openAccount,
        ChangeAccount changeAccount,
        Invite invite,
        FoundOrganisation foundOrganisation,
        ChangeMembership changeMembership,
        IssueToken issueToken,
        RevokeToken revokeToken,
        SignIn signIn,
        SignOut signOut,
        IssueSignInLink issueSignInLink,
        AuthoriseDevice authoriseDevice,
        AuthoriseApp authoriseApp,
        Csrf csrf,
        FirstStart firstStart,
        SweepExpired sweepExpired) {

    /// Puts the room together.
    ///
    /// @param csrfKey 32 random bytes that outlive a restart
    public static People of(
            PeopleStores stores, Registration registration, byte[] csrfKey, InstantSource clock, SecureRandom random) {
        var mint = new Mint(random);
        var attempts = new Attempts(clock);
        var passwords = new Passwords(random);
        var recognise = new Recognise(stores, clock);
        var openAccount = new OpenAccount(stores, registration, passwords, attempts, mint, clock);
        var signIn = new SignIn(stores, passwords, attempts, new StartSession(stores, mint), clock);
        var issueToken = new IssueToken(stores, mint, clock);
        var issueSignInLink = new IssueSignInLink(stores, mint, clock);
        return new People(
                stores,
                recognise,
                openAccount,
                new ChangeAccount(stores, signIn, passwords, recognise),
                new Invite(stores, registration, mint, clock),
                new FoundOrganisation(stores, recognise, mint, clock),
                new ChangeMembership(stores, recognise),
                issueToken,
                new RevokeToken(stores, recognise),
                signIn,
                new SignOut(stores, recognise),
                issueSignInLink,
                new AuthoriseDevice(stores, issueToken, recognise, attempts, mint, clock),
                new AuthoriseApp(stores, issueToken, recognise, mint, clock),
                new Csrf(csrfKey),
                new FirstStart(stores, openAccount, issueToken, issueSignInLink, mint, clock),
                new SweepExpired(stores, clock));
    }
}
