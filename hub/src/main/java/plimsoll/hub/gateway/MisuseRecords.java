package plimsoll.hub.gateway;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.guard.Risk;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.identity.Namespace;

/// What was decided about questions and about those who asked them.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in, or is
/// one of its own. Every implementation passes `MisuseRecordsContract`.
public interface MisuseRecords {
    /// Keeps a decision.
    void note(Decision decision);

    /// An account's decisions, latest first.
    List<Noted> decisions(Namespace account, int limit);

    /// What messages of an account were judged to be by the same rules, by their keyed hashes, the latest decision on
    /// each; those that nobody judged are left out.
    Map<String, Past> past(Namespace account, By by, Collection<String> texts);

    /// Removes decisions from before `until`.
    ///
    /// @return how many
    int forget(Instant until);

    /// What an account's questions have come to.
    Risk risk(Namespace account);

    /// Keeps that.
    void keep(Namespace account, Risk risk);

    /// Keeps a strike, in place of the one of the same id.
    void keep(Strike strike);

    /// The strike of this id.
    Optional<Strike> strike(String id);

    /// All strikes of an account, latest first.
    List<Strike> strikes(Namespace account);

    /// Strikes of all accounts: first those whose appeal waits, longest first; then the others, latest first.
    List<Strike> queue(int limit);

    /// Notes that the ladder suspended an account.
    void hold(Namespace account);

    /// Takes that note away, where there is one.
    void release(Namespace account);

    /// The accounts that the ladder suspended, by name.
    List<Namespace> held();

    /// What judged a message.
    ///
    /// @param guard hash of the classifiers
    /// @param policy version of the thresholds
    record By(String guard, String policy) {}

    /// What a message was judged to be.
    ///
    /// @param harm how likely it was harmful, from 0 to 1
    /// @param stopped whether it went no further
    record Past(double harm, boolean stopped) {}

    /// A decision as it is read again.
    ///
    /// @param outcome in a word
    /// @param reasons by code
    /// @param signs of a trick
    /// @param thresholds the policy's version and numbers
    /// @param guard hash of the classifiers
    /// @param second what a second guard said, with its hash and threshold; empty where none was asked
    record Noted(
            String model,
            String side,
            String outcome,
            String reasons,
            String signs,
            double harmful,
            double jailbreak,
            String thresholds,
            String guard,
            String second,
            String text,
            Instant at) {}
}
