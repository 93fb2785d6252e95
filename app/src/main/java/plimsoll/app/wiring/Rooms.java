package plimsoll.app.wiring;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import plimsoll.app.config.Settings;
import plimsoll.hub.people.Registration;
import plimsoll.hub.release.FindLineage;
import plimsoll.web.git.GitRoutes;
import plimsoll.web.http.Faults;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.AccessRoutes;
import plimsoll.web.huggingface.CardRoutes;
import plimsoll.web.huggingface.CatalogueRoutes;
import plimsoll.web.huggingface.ChunkRoutes;
import plimsoll.web.huggingface.CommitRoutes;
import plimsoll.web.huggingface.EvidenceRoutes;
import plimsoll.web.huggingface.FileRoutes;
import plimsoll.web.huggingface.ManifestRoutes;
import plimsoll.web.huggingface.NotBuiltYet;
import plimsoll.web.huggingface.PeopleRoutes;
import plimsoll.web.huggingface.RefRoutes;
import plimsoll.web.huggingface.RepositoryRoutes;
import plimsoll.web.huggingface.SocialRoutes;
import plimsoll.web.huggingface.TreeRoutes;
import plimsoll.web.lfs.LfsRoutes;
import plimsoll.web.lfs.SignedAddresses;
import plimsoll.web.oauth.OAuthRoutes;
import plimsoll.web.oauth.Redirects;
import plimsoll.web.openai.GatewayFaults;
import plimsoll.web.openai.GatewayRoutes;
import plimsoll.web.pages.AccessPages;
import plimsoll.web.pages.AccountPages;
import plimsoll.web.pages.AdminPages;
import plimsoll.web.pages.AppPages;
import plimsoll.web.pages.ArenaPages;
import plimsoll.web.pages.ChatPages;
import plimsoll.web.pages.ConversationPages;
import plimsoll.web.pages.DeclarationPages;
import plimsoll.web.pages.DevicePages;
import plimsoll.web.pages.Doorway;
import plimsoll.web.pages.DutyPages;
import plimsoll.web.pages.EditPages;
import plimsoll.web.pages.EvidencePages;
import plimsoll.web.pages.FilePages;
import plimsoll.web.pages.GuardPages;
import plimsoll.web.pages.HistoryPages;
import plimsoll.web.pages.HoldPages;
import plimsoll.web.pages.IncidentPages;
import plimsoll.web.pages.KeyPages;
import plimsoll.web.pages.LinePages;
import plimsoll.web.pages.ListingPages;
import plimsoll.web.pages.Mastheads;
import plimsoll.web.pages.NewRepositoryPages;
import plimsoll.web.pages.OversightPages;
import plimsoll.web.pages.PackPages;
import plimsoll.web.pages.PageWriter;
import plimsoll.web.pages.PersonalDataPages;
import plimsoll.web.pages.PlanForm;
import plimsoll.web.pages.ProfilePages;
import plimsoll.web.pages.RefPages;
import plimsoll.web.pages.RefusalPages;
import plimsoll.web.pages.ReleasePages;
import plimsoll.web.pages.ReportPages;
import plimsoll.web.pages.RepositoryPages;
import plimsoll.web.pages.SafetyPages;
import plimsoll.web.pages.SettingsPages;
import plimsoll.web.pages.SignInPages;
import plimsoll.web.pages.StylePages;
import plimsoll.web.pages.TemplatePages;
import plimsoll.web.pages.Templates;
import plimsoll.web.pages.UploadPages;
import plimsoll.web.pages.UsagePages;
import plimsoll.web.pages.assets.StaticFiles;
import plimsoll.web.plimsoll.AdminRoutes;
import plimsoll.web.plimsoll.AgreementRoutes;
import plimsoll.web.plimsoll.DeclarationRoutes;
import plimsoll.web.plimsoll.DutyRoutes;
import plimsoll.web.plimsoll.ExportRoutes;
import plimsoll.web.plimsoll.HoldRoutes;
import plimsoll.web.plimsoll.IncidentRoutes;
import plimsoll.web.plimsoll.LineRoutes;
import plimsoll.web.plimsoll.OrganisationRoutes;
import plimsoll.web.plimsoll.PackRoutes;
import plimsoll.web.plimsoll.PersonalDataRoutes;
import plimsoll.web.plimsoll.ReleaseRoutes;
import plimsoll.web.plimsoll.ReportRoutes;
import plimsoll.web.plimsoll.ReproductionRoutes;
import plimsoll.web.plimsoll.StatementRoutes;
import plimsoll.web.plimsoll.SweepRoutes;
import plimsoll.web.plimsoll.TemplateRoutes;
import plimsoll.web.xet.XetRoutes;

/// Every protocol and page this hub speaks, as routes.
final class Rooms {
    private final Stores stores;
    private final Deeds deeds;
    private final Ledger ledger;
    private final Answering answering;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final StaticFiles files = new StaticFiles();
    private final Templates templates = new Templates();
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Redirects redirects;

    Rooms(
            Stores stores,
            Deeds deeds,
            Ledger ledger,
            Answering answering,
            Settings settings,
            InstantSource clock,
            RandomGenerator random) {
        this.stores = stores;
        this.deeds = deeds;
        this.ledger = ledger;
        this.answering = answering;
        this.random = random;
        this.clock = clock;
        this.redirects = new Redirects(settings.oauthRedirects());
        this.pages = new PageWriter(
                templates, files, settings.registration() != Registration.CLOSED, stores.notices::unseen);
        this.refusals = new RefusalPages(pages);
    }

    /// How a wrong address or a fault of ours is told.
    Faults faults() {
        return new GatewayFaults(refusals);
    }

    List<Route> routes() {
        return Stream.of(
                        hubProtocol(),
                        release(),
                        incidents(),
                        people(),
                        git(),
                        ledger.routes(pages, clock),
                        models(),
                        pages())
                .flatMap(room -> room)
                .toList();
    }

    private Stream<Route> hubProtocol() {
        var door = deeds.door;
        var addresses = new SignedAddresses(deeds.tickets);
        return Stream.of(
                        new RepositoryRoutes(
                                        door,
                                        deeds.create,
                                        deeds.move,
                                        deeds.delete,
                                        deeds.release.setPlan,
                                        deeds.duplicate,
                                        deeds.acceptCommit)
                                .routes(),
                        new CatalogueRoutes(
                                        door, stores.catalogue, deeds.search, deeds.readTree, deeds.inspection.verdicts)
                                .routes(),
                        new SocialRoutes(door, deeds.like, stores.likes, deeds.namespaces, deeds.search).routes(),
                        new CardRoutes(deeds.cards).routes(),
                        new FileRoutes(
                                        door,
                                        deeds.openFile,
                                        deeds.readTree,
                                        addresses::fetch,
                                        deeds.countDownload,
                                        deeds.release.noteCopy,
                                        deeds.release.warnTaker,
                                        stores.recipes)
                                .routes(),
                        new TreeRoutes(
                                        door,
                                        deeds.readTree,
                                        deeds.readHistory,
                                        stores.recipes,
                                        deeds.inspection.verdicts)
                                .routes(),
                        new CommitRoutes(
                                        door,
                                        deeds.planUpload,
                                        deeds.acceptCommit,
                                        Runtime.getRuntime().maxMemory())
                                .routes(),
                        new RefRoutes(door, deeds.changeRefs, deeds.listLargeFiles, deeds.removeLargeFiles).routes(),
                        new ManifestRoutes(door, deeds.readTree).routes(),
                        new EvidenceRoutes(door, deeds.readTree, deeds.release.signModel, ledger.writeBom).routes(),
                        new ChunkRoutes(
                                        door,
                                        deeds.readTree,
                                        deeds.xet.tokens(),
                                        deeds.claim,
                                        stores.recipes,
                                        deeds.xet.storage())
                                .routes(),
                        NotBuiltYet.routes())
                .flatMap(List::stream);
    }

    private Stream<Route> release() {
        var door = deeds.door;
        var release = deeds.release;
        return Stream.of(
                        new AccessRoutes(
                                        door,
                                        release.requestAccess,
                                        release.decideAccess,
                                        stores.texts,
                                        deeds.people.stores().accounts())
                                .routes(),
                        new ReleaseRoutes(
                                        door,
                                        release.setPlan,
                                        release.followStages,
                                        release.releaseCommits,
                                        release.recallRelease,
                                        stores.texts)
                                .routes(),
                        new HoldRoutes(door, deeds.inspection.waive, deeds.inspection.call, deeds.readTree).routes(),
                        new ExportRoutes(release.exportRecords).routes(),
                        new StatementRoutes(door, stores.statements).routes(),
                        new ReproductionRoutes(door, release.recordReproduction).routes(),
                        new LineRoutes(
                                        door,
                                        deeds.line.readFacts,
                                        deeds.line.drawLine,
                                        deeds.duties.read,
                                        release.raiseRelease,
                                        release.exemptRelease)
                                .routes(),
                        new DutyRoutes(door, deeds.duties.read, deeds.duties.handle, clock).routes(),
                        new DeclarationRoutes(door, release.testify, stores.testimonies).routes(),
                        new ReportRoutes(door, deeds.line.writeReport).routes(),
                        new PersonalDataRoutes(door, deeds.readTree, deeds.personalData.read).routes(),
                        new TemplateRoutes(door, deeds.readTree, deeds.compareTemplates(stores.catalogue)).routes(),
                        new PackRoutes(release.changePacks, deeds.line.shelf).routes(),
                        new AgreementRoutes(release.keepAgreements).routes())
                .flatMap(List::stream);
    }

    private Stream<Route> incidents() {
        var incidents = deeds.incidents;
        return Stream.of(
                        new IncidentRoutes(incidents.report, incidents.read, incidents.handle, incidents.describe)
                                .routes(),
                        new IncidentPages(
                                        incidents.report,
                                        incidents.read,
                                        incidents.handle,
                                        incidents.describe,
                                        pages,
                                        clock)
                                .routes())
                .flatMap(List::stream);
    }

    private Stream<Route> people() {
        var people = deeds.people;
        return Stream.of(
                        new PeopleRoutes(people.stores(), people.recognise()).routes(),
                        new OAuthRoutes(people).routes(),
                        new AdminRoutes(people).routes(),
                        new SweepRoutes(deeds.sweep).routes(),
                        new OrganisationRoutes(people).routes())
                .flatMap(List::stream);
    }

    private Stream<Route> git() {
        return Stream.of(
                        new GitRoutes(
                                        deeds.door,
                                        deeds.serveFetch,
                                        deeds.receivePush,
                                        deeds.release.noteCopy,
                                        deeds.release.warnTaker,
                                        deeds.again,
                                        clock)
                                .routes(),
                        new LfsRoutes(
                                        deeds.door,
                                        deeds.claim,
                                        deeds.receiveBlob,
                                        deeds.receiveParts,
                                        deeds.again,
                                        deeds.openLargeFile,
                                        deeds.names,
                                        deeds.release.noteCopy,
                                        deeds.release.warnTaker,
                                        deeds.tickets,
                                        deeds.xet.tokens(),
                                        clock)
                                .routes(),
                        new XetRoutes(deeds.xet, deeds.again, deeds.release.noteCopy, clock).routes())
                .flatMap(List::stream);
    }

    private Stream<Route> models() {
        var doorway = new Doorway(deeds.door, refusals);
        var mastheads = new Mastheads(stores.catalogue, deeds.like);
        return Stream.of(
                        new GatewayRoutes(
                                        answering.gateway,
                                        answering.guard,
                                        answering.meter,
                                        answering.texts,
                                        answering.receipts,
                                        answering.matches,
                                        random,
                                        clock)
                                .routes(),
                        new ChatPages(
                                        doorway,
                                        answering.gateway,
                                        answering.texts,
                                        answering.share,
                                        answering.sharing,
                                        mastheads,
                                        pages,
                                        random)
                                .routes(),
                        new ConversationPages(answering.texts, answering.share, pages, clock).routes(),
                        new ArenaPages(answering.gateway, answering.matches, answering.count, pages, random).routes(),
                        new SafetyPages(answering.records, answering.appeal, answering.reports, pages, clock).routes(),
                        new UsagePages(answering.usage, pages, clock).routes(),
                        new GuardPages(answering.reporting, answering.reports, answering.statistics, pages, clock)
                                .routes())
                .flatMap(List::stream);
    }

    private Stream<Route> pages() {
        var people = deeds.people;
        return Stream.of(
                        files.routes(),
                        new StylePages(pages, clock).routes(),
                        new ListingPages(deeds.search, pages, clock).routes(),
                        new SignInPages(people, pages).routes(),
                        new AccountPages(people, pages, clock).routes(),
                        new DevicePages(people, pages, clock).routes(),
                        new AppPages(people.authoriseApp(), redirects, pages).routes(),
                        new ProfilePages(people, deeds.search, pages, clock).routes(),
                        new AdminPages(people, pages, clock).routes(),
                        new NewRepositoryPages(deeds.create, pages).routes(),
                        new KeyPages(deeds.release.registerKey, pages, clock).routes(),
                        new OversightPages(
                                        stores.notices,
                                        deeds.release.keepAgreements,
                                        stores.agreements,
                                        deeds.release.recallRelease,
                                        stores.journal,
                                        stores.catalogue,
                                        pages,
                                        clock)
                                .routes(),
                        repositoryPages(),
                        releasePages())
                .flatMap(List::stream);
    }

    private List<Route> releasePages() {
        var release = deeds.release;
        var doorway = new Doorway(deeds.door, refusals);
        var mastheads = new Mastheads(stores.catalogue, deeds.like);
        var form = new PlanForm(release.setPlan, release.keepAgreements, stores.texts);
        return Stream.of(
                        new PersonalDataPages(doorway, deeds.readTree, deeds.personalData.read, mastheads, pages)
                                .routes(),
                        new HoldPages(doorway, deeds.inspection.waive, deeds.inspection.call, pages).routes(),
                        new ReleasePages(
                                        doorway,
                                        release.setPlan,
                                        release.followStages,
                                        release.releaseCommits,
                                        release.recallRelease,
                                        release.inherit,
                                        deeds.line.ceilings,
                                        new FindLineage(stores.catalogue, deeds.door),
                                        form,
                                        stores.statements,
                                        release.recordReproduction,
                                        deeds.readTree,
                                        mastheads,
                                        pages,
                                        clock)
                                .routes(),
                        new LinePages(
                                        doorway,
                                        deeds.line.readFacts,
                                        deeds.line.drawLine,
                                        deeds.line.shelf,
                                        deeds.duties.read,
                                        deeds.line.ceilings,
                                        release.raiseRelease,
                                        release.exemptRelease,
                                        mastheads,
                                        pages)
                                .routes(),
                        new DutyPages(doorway, deeds.duties.read, deeds.duties.handle, pages, clock).routes(),
                        new DeclarationPages(
                                        doorway,
                                        release.testify,
                                        stores.testimonies,
                                        deeds.line.readFacts,
                                        mastheads,
                                        pages,
                                        clock)
                                .routes(),
                        new ReportPages(doorway, deeds.line.writeReport, templates, mastheads, pages).routes(),
                        new PackPages(release.changePacks, deeds.line.shelf, pages, clock).routes(),
                        new AccessPages(
                                        doorway,
                                        release.requestAccess,
                                        release.decideAccess,
                                        stores.texts,
                                        mastheads,
                                        pages,
                                        clock)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private FilePages filePages(Doorway doorway, Mastheads mastheads) {
        return new FilePages(
                doorway,
                deeds.readTree,
                deeds.readHistory,
                deeds.openFile,
                deeds.readWeightsHeader,
                deeds.xet.storage(),
                deeds.inspection.verdicts,
                deeds.inspection.waive,
                deeds.personalData.read,
                mastheads,
                pages,
                clock);
    }

    private List<Route> repositoryPages() {
        var doorway = new Doorway(deeds.door, refusals);
        var mastheads = new Mastheads(stores.catalogue, deeds.like);
        return Stream.of(
                        new RepositoryPages(
                                        deeds.door,
                                        stores.catalogue,
                                        deeds.readTree,
                                        deeds.openFile,
                                        deeds.like,
                                        answering.gateway,
                                        deeds.personalData.read,
                                        pages,
                                        clock)
                                .routes(),
                        filePages(doorway, mastheads).routes(),
                        new TemplatePages(
                                        doorway,
                                        deeds.readTree,
                                        deeds.compareTemplates(stores.catalogue),
                                        mastheads,
                                        pages)
                                .routes(),
                        new HistoryPages(
                                        doorway,
                                        deeds.readTree,
                                        deeds.readHistory,
                                        deeds.readDiff,
                                        mastheads,
                                        pages,
                                        clock)
                                .routes(),
                        new RefPages(doorway, deeds.readHistory, deeds.changeRefs, mastheads, pages, clock).routes(),
                        new EditPages(doorway, deeds.readHistory, deeds.openFile, deeds.acceptCommit, mastheads, pages)
                                .routes(),
                        new EvidencePages(doorway, deeds.readTree, ledger.read, ledger.checkSignature, mastheads, pages)
                                .routes(),
                        new UploadPages(
                                        doorway,
                                        deeds.readTree,
                                        deeds.planUpload,
                                        deeds.receiveBlob,
                                        deeds.acceptCommit,
                                        mastheads,
                                        pages)
                                .routes(),
                        new SettingsPages(
                                        doorway,
                                        deeds.move,
                                        deeds.release.setPlan,
                                        deeds.delete,
                                        answering.sharing,
                                        mastheads,
                                        pages)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }
}
