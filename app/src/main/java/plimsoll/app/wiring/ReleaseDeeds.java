package plimsoll.app.wiring;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import plimsoll.backends.sql.SqlIncidents;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.attestation.ListFiles;
import plimsoll.hub.attestation.RecordReproduction;
import plimsoll.hub.attestation.RegisterKey;
import plimsoll.hub.attestation.SignModel;
import plimsoll.hub.attestation.SignReleased;
import plimsoll.hub.attestation.StateDecisions;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.line.ChangePacks;
import plimsoll.hub.line.ExemptRelease;
import plimsoll.hub.line.FollowRules;
import plimsoll.hub.line.HoldReleases;
import plimsoll.hub.line.RaiseRelease;
import plimsoll.hub.line.Testify;
import plimsoll.hub.release.DecideAccess;
import plimsoll.hub.release.ExportRecords;
import plimsoll.hub.release.FollowCard;
import plimsoll.hub.release.FollowStages;
import plimsoll.hub.release.Inherit;
import plimsoll.hub.release.KeepAgreements;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.RecallRelease;
import plimsoll.hub.release.ReleaseCommits;
import plimsoll.hub.release.RequestAccess;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.release.WatchLimits;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Namespaces;
import plimsoll.hub.repositories.Sequel;

/// What the hub does about releases, each verb put together once over its stores.
final class ReleaseDeeds {
    final Inherit inherit;
    final SetPlan setPlan;
    final HoldReleases holdReleases;
    final RaiseRelease raiseRelease;
    final ExemptRelease exemptRelease;
    final ChangePacks changePacks;
    final FollowRules followRules;
    final Sequel keepFacts;
    final Testify testify;
    final Sequel sequel;
    final FollowStages followStages;
    final ReleaseCommits releaseCommits;
    final RequestAccess requestAccess;
    final DecideAccess decideAccess;
    final KeepAgreements keepAgreements;
    final RecallRelease recallRelease;
    final RegisterKey registerKey;
    final NoteCopy noteCopy;
    final WarnTaker warnTaker;

    final SignModel signModel;
    final RecordReproduction recordReproduction;
    final FollowJournal signReleased;
    final FollowJournal watchLimits;
    final ExportRecords exportRecords;

    /// @param attestation the keys that sign models and statements
    /// @param line what is known of what is released
    ReleaseDeeds(
            Stores stores,
            EnterRepository door,
            List<KeyPair> attestation,
            Namespaces namespaces,
            Supplier<List<Namespace>> staff,
            Sequel described,
            LineDeeds line,
            InstantSource clock,
            SecureRandom random) {
        var tables = stores.database;
        var catalogue = stores.catalogue;
        var releases = stores.releases;
        var journal = new StateDecisions(stores.journal, stores.statements, catalogue, releases, attestation, clock);
        var requests = stores.requests;
        var notices = stores.notices;
        inherit = new Inherit(catalogue, releases, door, clock);
        setPlan = new SetPlan(
                releases,
                catalogue,
                stores.agreements,
                stores.texts,
                List.of(inherit, line.holdPlan),
                tables,
                journal,
                clock);
        holdReleases = new HoldReleases(
                line.ceilings,
                line.keepDuties,
                stores.factSheets,
                setPlan,
                releases,
                notices,
                staff,
                tables,
                journal,
                clock);
        raiseRelease = new RaiseRelease(line.ceilings, inherit, setPlan);
        exemptRelease = new ExemptRelease(stores.exemptions, holdReleases, tables, journal, clock);
        changePacks =
                new ChangePacks(stores.rulePacks, line.shelf, line.packText, holdReleases, tables, journal, clock);
        followRules = new FollowRules(line.shelf, stores.exemptions, holdReleases, clock);
        keepFacts = line.keepFacts(holdReleases);
        testify = line.testify(keepFacts, attestation);
        sequel = new FollowCard(described, catalogue, setPlan).then(keepFacts);
        followStages = new FollowStages(releases, catalogue, tables, journal, clock);
        signModel = new SignModel(
                new ListFiles(stores.repositories), stores.modelSignatures, tables, stores.journal, attestation);
        recordReproduction =
                new RecordReproduction(stores.repositories, stores.reproductions, tables, stores.journal, clock);
        signReleased = new FollowJournal(
                stores.journal,
                stores.bookmarks,
                "sign-released",
                Duration.ZERO,
                new SignReleased(signModel, catalogue, releases, stores.repositories, clock),
                clock);
        watchLimits = new FollowJournal(
                stores.journal,
                stores.bookmarks,
                "watch-limits",
                Duration.ZERO,
                new WatchLimits(inherit, stores.floating, catalogue, notices, staff, tables, journal, clock),
                clock);
        exportRecords = new ExportRecords(
                stores.records, new SqlIncidents(stores.database)::after, catalogue, tables, journal, clock);
        releaseCommits = new ReleaseCommits(stores.repositories, releases, sequel, tables, journal, clock);
        requestAccess = new RequestAccess(requests, catalogue, notices, tables, journal, clock);
        decideAccess = new DecideAccess(requests, namespaces, notices, tables, journal, clock);
        keepAgreements = new KeepAgreements(stores.agreements, namespaces, notices, tables, journal, clock, random);
        recallRelease = new RecallRelease(
                releases, catalogue, stores.repositories, requests, notices, door, tables, journal, clock);
        registerKey = new RegisterKey(stores.publisherKeys, namespaces, tables, journal, clock);
        noteCopy = new NoteCopy(requests, tables, journal, clock);
        warnTaker = new WarnTaker(catalogue, releases, door);
    }
}
