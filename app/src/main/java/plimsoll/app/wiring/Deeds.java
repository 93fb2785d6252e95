package plimsoll.app.wiring;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import plimsoll.app.config.Settings;
import plimsoll.backends.clamd.ClamdScanner;
import plimsoll.backends.sql.SqlPeople;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.content.BlobHolders;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.JoinParts;
import plimsoll.hub.content.LinkReceived;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.ReceiveParts;
import plimsoll.hub.content.RemoveBlobs;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.content.UploadSizes;
import plimsoll.hub.inspection.InspectContent;
import plimsoll.hub.inspection.SumVerdicts;
import plimsoll.hub.jobs.WorkJobs;
import plimsoll.hub.line.MeasureFacts;
import plimsoll.hub.line.PersonalDataFacts;
import plimsoll.hub.people.Accounts.Wanted;
import plimsoll.hub.people.People;
import plimsoll.hub.personaldata.AskForScans;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.release.CompareTemplates;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.ReadTemplates;
import plimsoll.hub.release.ReadWeightsHeader;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.CardReader;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.ChangeRefs;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.CountDownload;
import plimsoll.hub.repositories.CreateRepository;
import plimsoll.hub.repositories.DeleteRepository;
import plimsoll.hub.repositories.Describe;
import plimsoll.hub.repositories.DuplicateRepository;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.KeepDescribed;
import plimsoll.hub.repositories.LikeRepository;
import plimsoll.hub.repositories.ListLargeFiles;
import plimsoll.hub.repositories.MarkLargeFiles;
import plimsoll.hub.repositories.MoveRepository;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.Namespaces;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.repositories.PlanUpload;
import plimsoll.hub.repositories.Reach;
import plimsoll.hub.repositories.ReadDiff;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.ReceivePush;
import plimsoll.hub.repositories.RecordMoves;
import plimsoll.hub.repositories.RemoveLargeFiles;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.hub.repositories.ServeFetch;
import plimsoll.hub.repositories.SumFiles;
import plimsoll.hub.repositories.SweepStore;
import plimsoll.hub.xet.XetDeeds;

/// Everything the hub does, each verb put together once over its stores.
final class Deeds {
    /// More people than this watch over no hub.
    private static final int MOST_STAFF = 1_000;

    final EnterRepository door;
    final NameBytes names = new NameBytes();
    final Namespaces namespaces;
    final People people;
    final CardReader cards = new CardReader(Optional.empty());
    final Tickets tickets;
    final Blobs blobs;
    final ReceiveBlob receiveBlob;
    final ReceiveParts receiveParts;
    final SweepStore sweep;
    final WorkJobs sweeping;
    final ClaimLargeFile claim;
    final AskAgain again;
    final OpenLargeFile openLargeFile;
    final XetDeeds xet;
    final OpenFile openFile;
    final ReadTree readTree;
    final ReadHistory readHistory;
    final ReadDiff readDiff;
    final ReadWeightsHeader readWeightsHeader;
    final PlanUpload planUpload;
    final AcceptCommit acceptCommit;
    final ReceivePush receivePush;
    final ServeFetch serveFetch;
    final LineDeeds line;
    final ReleaseDeeds release;
    final InspectionDeeds inspection;
    final IncidentDeeds incidents;
    final DutyDeeds duties;
    final PersonalDataDeeds personalData;
    final AskForScans askForScans;
    final ChangeRefs changeRefs;
    final ListLargeFiles listLargeFiles;
    final RemoveLargeFiles removeLargeFiles;
    final SearchRepositories search;
    final CreateRepository create;
    final MoveRepository move;
    final DeleteRepository delete;
    final DuplicateRepository duplicate;
    final LikeRepository like;
    final CountDownload countDownload;

    Deeds(Stores stores, List<KeyPair> attestation, Settings settings, InstantSource clock, SecureRandom random) {
        var tables = stores.database;
        var journal = stores.journal;
        var catalogue = stores.catalogue;
        var repositories = stores.repositories;
        var largeFiles = stores.largeFiles;
        var releases = stores.releases;
        door = new EnterRepository(catalogue, releases, clock);
        var reach = new Reach(repositories);
        people = people(stores, settings, clock, random);
        namespaces = this::namespace;
        tickets = new Tickets(stores.secrets, clock);
        var xetStore = new XetStore(stores, clock);
        blobs = xetStore.blobs;
        var link = new LinkReceived(tables, journal, blobs, stores.condemned, largeFiles, clock);
        var sizes = sizes(settings);
        receiveBlob = new ReceiveBlob(blobs, largeFiles, stores.uploads, link, sizes, clock, random);
        var remove = removing(stores, blobs, clock);
        receiveParts = parts(stores, blobs, link, remove, clock);
        sweep = sweep(stores, blobs, remove, clock);
        sweeping = working(stores, sweep, clock);
        claim = new ClaimLargeFile(catalogue, door, reach, largeFiles, link);
        again = new AskAgain(catalogue, door, people.recognise()::today);
        openLargeFile = new OpenLargeFile(again, reach, largeFiles, blobs);
        xet = xetStore.deeds(claim, link, openLargeFile, names, sizes);

        openFile = new OpenFile(repositories, largeFiles, blobs, names);
        readTree = new ReadTree(repositories, names);
        readHistory = new ReadHistory(repositories);
        readDiff = new ReadDiff(repositories);
        readWeightsHeader = new ReadWeightsHeader(openFile);
        planUpload = new PlanUpload(repositories, names);
        var sums = new SumFiles();
        var describe = new Describe(sums, blobs, cards, clock);
        var described = new KeepDescribed(describe, catalogue, releases, clock);
        personalData = new PersonalDataDeeds(stores, blobs, clock, random);
        var inspect = InspectionDeeds.inspect(settings.clamd().map(ClamdScanner::new));
        line = new LineDeeds(stores, readTree, measuring(stores, describe, inspect, personalData.read, clock), clock);
        release = new ReleaseDeeds(stores, door, attestation, namespaces, this::staff, described, line, clock, random);
        inspection = new InspectionDeeds(
                stores, blobs, inspect, release.sequel, release.keepFacts, personalData.job(release.sequel), clock);
        incidents = new IncidentDeeds(stores, door, line, release, this::admins, this::staff, clock, random);
        duties = new DutyDeeds(stores, line, people.stores(), this::admins, this::staff, clock);
        askForScans = personalData.asks(release.sequel);
        var moves = new RecordMoves(journal, inspection.commits, askForScans);
        acceptCommit =
                new AcceptCommit(repositories, largeFiles, claim, stores.recentCommits, tables, sums, moves, clock);
        receivePush = new ReceivePush(stores.wire, claim, largeFiles, sums, moves);
        serveFetch = new ServeFetch(stores.wire, reach, repositories);
        changeRefs = new ChangeRefs(repositories, tables, moves);
        listLargeFiles = new ListLargeFiles(repositories, largeFiles, names);
        removeLargeFiles = new RemoveLargeFiles(repositories, largeFiles, tables, journal, moves);

        search = new SearchRepositories(catalogue, clock);
        create = new CreateRepository(catalogue, namespaces, tables, journal, clock, random);
        move = new MoveRepository(catalogue, namespaces, tables, journal);
        delete = new DeleteRepository(catalogue, repositories, largeFiles, releases, tables, journal);
        duplicate = duplicating(stores, create, reach, release, clock);
        like = new LikeRepository(stores.likes, clock);
        countDownload = new CountDownload(stores.popularity, clock);
    }

    private static MeasureFacts measuring(
            Stores stores, Describe describe, InspectContent inspect, ReadScans scans, InstantSource clock) {
        var verdicts = new SumVerdicts(stores.verdicts, inspect);
        var personalData = new PersonalDataFacts(scans);
        return new MeasureFacts(describe, verdicts, stores.testimonies, stores.releases, personalData, clock);
    }

    private static DuplicateRepository duplicating(
            Stores stores, CreateRepository create, Reach reach, ReleaseDeeds release, InstantSource clock) {
        return new DuplicateRepository(
                create,
                reach,
                stores.releases,
                stores.catalogue,
                stores.repositories,
                stores.largeFiles,
                release.keepFacts,
                stores.database,
                stores.journal,
                clock);
    }

    private static People people(Stores stores, Settings settings, InstantSource clock, SecureRandom random) {
        return People.of(
                SqlPeople.stores(stores.database, stores.journal),
                settings.registration(),
                stores.secrets.named("csrf").toArray(),
                clock,
                random);
    }

    private static ReceiveParts parts(
            Stores stores, Blobs blobs, LinkReceived link, RemoveBlobs remove, InstantSource clock) {
        var join = new JoinParts(blobs, Executors.newVirtualThreadPerTaskExecutor(), JoinParts.PATIENCE);
        return new ReceiveParts(stores.database, blobs, stores.condemned, stores.uploads, link, remove, join, clock);
    }

    private static RemoveBlobs removing(Stores stores, Blobs blobs, InstantSource clock) {
        List<BlobHolders> holders = List.of(stores.largeFiles, stores.uploads, stores.packs::held, stores.xorbs);
        return new RemoveBlobs(blobs, stores.condemned, holders, clock);
    }

    private static WorkJobs working(Stores stores, SweepStore sweep, InstantSource clock) {
        var worker = UUID.randomUUID().toString();
        return new WorkJobs(stores.jobs, Map.of(SweepStore.JOB, sweep), worker, clock);
    }

    private static SweepStore sweep(Stores stores, Blobs blobs, RemoveBlobs remove, InstantSource clock) {
        var files = stores.largeFiles;
        return new SweepStore(
                new MarkLargeFiles(
                        stores.catalogue,
                        stores.repositories,
                        stores.releases,
                        files,
                        files,
                        stores.database,
                        stores.journal,
                        clock),
                new SweepBlobs(stores.database, stores.journal, blobs, files, stores.uploads, remove, clock),
                stores.sweepRounds,
                stores.jobs,
                clock);
    }

    private static UploadSizes sizes(Settings settings) {
        return new UploadSizes(UploadSizes.USUAL.maxFileBytes(), settings.multipartFromBytes(), settings.partBytes());
    }

    private List<Namespace> staff() {
        return holders(SiteRole.ADMIN, SiteRole.AUDITOR);
    }

    private List<Namespace> admins() {
        return holders(SiteRole.ADMIN);
    }

    private List<Namespace> holders(SiteRole... roles) {
        return Stream.of(roles)
                .map(role -> new Wanted("", Optional.of(role), Optional.of(Standing.ACTIVE)))
                .flatMap(wanted -> people.stores().accounts().search(wanted, "", MOST_STAFF).stream())
                .map(Account::name)
                .toList();
    }

    // Accounts and organisations share one set of names.
    private Optional<Namespace> namespace(Namespace name) {
        var stores = people.stores();
        return stores.accounts()
                .find(name)
                .map(account -> account.name())
                .or(() -> stores.organisations().find(name).map(Organisation::name));
    }

    CompareTemplates compareTemplates(Catalogue catalogue) {
        return new CompareTemplates(new ReadTemplates(openFile, readTree), readTree, catalogue, door);
    }
}
