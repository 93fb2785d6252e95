package plimsoll.app.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import plimsoll.app.config.ServedModels;
import plimsoll.backends.files.StoredFolders;
import plimsoll.backends.localengine.LocalEngines;
import plimsoll.backends.localengine.LocalEngines.Budget;
import plimsoll.backends.remoteengine.RemoteEngines;
import plimsoll.backends.remoteengine.RemoteEngines.Waiting;
import plimsoll.backends.sql.SqlBallots;
import plimsoll.backends.sql.SqlChatSharing;
import plimsoll.backends.sql.SqlGuardStatistics;
import plimsoll.backends.sql.SqlKeptTexts;
import plimsoll.backends.sql.SqlMisuseRecords;
import plimsoll.backends.sql.SqlRefusalReports;
import plimsoll.backends.sql.SqlUsageRecords;
import plimsoll.domain.content.Bytes;
import plimsoll.hub.gateway.ChatSharing;
import plimsoll.hub.gateway.CountVotes;
import plimsoll.hub.gateway.EndSuspensions;
import plimsoll.hub.gateway.Gateway;
import plimsoll.hub.gateway.Guard;
import plimsoll.hub.gateway.HearAppeal;
import plimsoll.hub.gateway.HoldMatch;
import plimsoll.hub.gateway.JoinedEngines;
import plimsoll.hub.gateway.KeepTexts;
import plimsoll.hub.gateway.MeterUse;
import plimsoll.hub.gateway.MeterUse.Budgets;
import plimsoll.hub.gateway.Receipts;
import plimsoll.hub.gateway.RefusalReports;
import plimsoll.hub.gateway.ReportRefusal;
import plimsoll.hub.gateway.ShareChat;
import plimsoll.hub.gateway.TellStatistics;
import plimsoll.hub.gateway.UsageRecords;
import plimsoll.hub.gateway.WatchAnswers;
import plimsoll.hub.gateway.WatchMisuse;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.release.FindServed;

/// What answers questions to models on this hub, and what watches over it.
final class Answering implements AutoCloseable {
    /// Of all models in this process; a hub that serves larger ones has servers for them.
    private static final long LOCAL_BYTES = 4L << 30;

    private static final int POSITIONS = 8_192;
    private static final int QUEUED = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// Characters of an answer that are gathered before they are judged: a sentence or two.
    private static final int HELD_BACK = 160;

    final SqlMisuseRecords records;
    final Guard guard;
    private final Guards guards;
    final WatchMisuse watch;
    final UsageRecords usage;
    final MeterUse meter;
    final KeepTexts texts;
    final Receipts receipts;
    final ChatSharing sharing;
    final ShareChat share;
    final HoldMatch matches;
    final CountVotes count;
    final RefusalReports reports;
    final ReportRefusal reporting;
    final TellStatistics statistics;
    final HearAppeal appeal;
    private final EndSuspensions suspensions;
    private final FollowJournal suspended;
    final Gateway gateway;
    private final ServedModels served;
    private final OwnModels own;
    private final LocalEngines local;
    private final RemoteEngines remote;
    private final WatchAnswers answers = new WatchAnswers();

    /// How texts are kept.
    ///
    /// @param keys that encrypt them, the newest last
    /// @param markKeys from which the keys of watermarks are made, the newest last
    /// @param retention how long what is asked and answered is kept; nothing where it is not
    record KeptFor(List<Bytes> keys, List<Bytes> markKeys, Optional<Duration> retention) {
        KeptFor {
            keys = List.copyOf(keys);
            markKeys = List.copyOf(markKeys);
        }
    }

    /// @param folders below which stored models lie as the engine wants them
    Answering(
            ServedModels served,
            Path folders,
            Budgets budgets,
            KeptFor kept,
            Guards guards,
            Stores stores,
            Deeds deeds,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        records = new SqlMisuseRecords(stores.database);
        this.guards = guards;
        guard = guards.cascade;
        watch = new WatchMisuse(
                records, stores.database, stores.journal, stores.notices, deeds.people.changeAccount(), clock, random);
        appeal = new HearAppeal(records, stores.database, stores.journal, stores.notices, clock);
        suspensions = new EndSuspensions(records, deeds.people.changeAccount(), clock);
        suspended = new FollowJournal(
                stores.journal, stores.bookmarks, "end-suspensions", Duration.ZERO, suspensions, clock);
        usage = new SqlUsageRecords(stores.database);
        meter = new MeterUse(usage, budgets, clock);
        reports = new SqlRefusalReports(stores.database);
        reporting = new ReportRefusal(records, reports, stores.database, stores.notices, clock, random);
        statistics = new TellStatistics(new SqlGuardStatistics(stores.database), clock);
        texts = new KeepTexts(
                new SqlKeptTexts(stores.database),
                kept.keys(),
                kept.retention(),
                stores.database,
                stores.journal,
                clock,
                random);
        receipts = new Receipts(stores.secrets.named("receipts"));
        sharing = new SqlChatSharing(stores.database);
        share = new ShareChat(texts, sharing, receipts, guard, deeds.door);
        var ballots = new SqlBallots(stores.database);
        matches = new HoldMatch(ballots, kept.keys(), stores.secrets.named("guard"), clock, random);
        count = new CountVotes(ballots);
        int threads = Runtime.getRuntime().availableProcessors();
        this.served = served;
        own = new OwnModels(
                new FindServed(deeds.door, stores.repositories, stores.largeFiles, deeds.blobs),
                stores.blobs,
                new StoredFolders(folders, stores.blobs, deeds.blobs, stores.repositories, random),
                kept.markKeys(),
                LOCAL_BYTES);
        local = new LocalEngines(own.of(served.local()), new Budget(LOCAL_BYTES, POSITIONS, threads, QUEUED), clock);
        remote = new RemoteEngines(served.remote(), new Waiting(QUEUED, PATIENCE), clock);
        gateway = new Gateway(
                new JoinedEngines(List.of(local, remote)),
                deeds.door,
                guard,
                watch,
                meter,
                texts,
                answers,
                deeds.people.recognise()::today,
                stores.secrets.named("guard"),
                HELD_BACK,
                clock);
    }

    /// Lets in again whose suspension by the ladder is over.
    void endSuspensions() {
        suspended.turn();
        suspensions.turn();
    }

    /// Clears away folders of models that are replaced, gone, or not served any more.
    void clearFolders() throws IOException {
        own.clear(served.local());
    }

    @Override
    public void close() {
        answers.close();
        remote.close();
        local.close();
        guards.close();
    }
}
