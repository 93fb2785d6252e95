package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.LAB;
import static plimsoll.hub.fixtures.Story.STRANGER;
import static plimsoll.hub.fixtures.Story.ada;
import static plimsoll.hub.fixtures.Story.bob;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.CreateRepository;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance.Entered;
import plimsoll.hub.repositories.MoveRepository;
import plimsoll.hub.repositories.Pass;

/// Creating, moving and showing repositories, each with its entry in the journal.
final class RepositoryDeedsTest {
    private static final List<String> NAMESPACES = List.of("ada", "bob", "lab");

    private Database database;
    private SqlCatalogue catalogue;
    private SqlJournal journal;
    private CreateRepository create;
    private MoveRepository move;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Databases.sqlite(folder);
        catalogue = new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
        journal = new SqlJournal(database, InstantSource.fixed(DAWN));
        create = new CreateRepository(
                catalogue, RepositoryDeedsTest::find, database, journal, InstantSource.fixed(DAWN), new SecureRandom());
        move = new MoveRepository(catalogue, RepositoryDeedsTest::find, database, journal);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRepositoryIsCreatedUnderItsNamespacesOwnSpelling() {
        var made = created(ada(), "LAB/Chart");
        assertEquals("lab/Chart", made.name().toString());
        assertEquals(Optional.of(made), catalogue.find(RepoKind.MODEL, name("lab/chart")));
        assertEquals(List.of(Deed.Kind.REPOSITORY_CREATED), deeds());
        assertEquals("ada", journal.read(0, 1).getFirst().deed().actor());
    }

    @Test
    void aTakenNameIsToldAndNothingIsRecorded() {
        var first = created(ada(), "lab/chart");
        var again = create.create(ada(), RepoKind.MODEL, name("lab/CHART"), Visibility.PUBLIC);
        assertEquals(new CreateRepository.Outcome.NameTaken(first), again);
        assertEquals(List.of(Deed.Kind.REPOSITORY_CREATED), deeds());
    }

    @Test
    void nobodyPublishesWhereTheyMayNot() {
        var reader = Story.member("ada", Map.of(LAB, OrganisationRole.ADMIN), Scope.READ);
        var colleague = Story.member("carl", Map.of(LAB, OrganisationRole.READ), Scope.WRITE);
        assertEquals(refused(new Admission.RoleTooSmall()), attempt(STRANGER, "lab/x"));
        assertEquals(refused(new Admission.RoleTooSmall()), attempt(bob(), "lab/x"));
        assertEquals(refused(new Admission.RoleTooSmall()), attempt(colleague, "lab/x"));
        assertEquals(refused(new Admission.ScopeTooSmall()), attempt(reader, "lab/x"));
        var ghost = Story.member("ghost", Map.of(), Scope.WRITE);
        assertInstanceOf(CreateRepository.Outcome.NoSuchNamespace.class, attempt(ghost, "ghost/x"));
        assertEquals(List.of(), deeds());
    }

    @Test
    void movingNeedsRightsOnBothSides() {
        var pass = pass(ada(), created(ada(), "lab/chart"));
        assertEquals(
                new MoveRepository.Outcome.Refused(new Admission.RoleTooSmall()), move.move(pass, name("bob/chart")));
        assertEquals(new MoveRepository.Outcome.Moved(name("ada/map")), move.move(pass, name("ADA/map")));
        assertEquals(
                "ada/map",
                catalogue
                        .find(RepoKind.MODEL, name("lab/chart"))
                        .orElseThrow()
                        .name()
                        .toString());
        assertEquals(List.of(Deed.Kind.REPOSITORY_CREATED, Deed.Kind.REPOSITORY_MOVED), deeds());
    }

    @Test
    void movingOntoAnotherIsRefused() {
        created(ada(), "lab/other");
        var pass = pass(ada(), created(ada(), "lab/chart"));
        assertEquals(new MoveRepository.Outcome.NameTaken(), move.move(pass, name("lab/Other")));
    }

    @Test
    void hidingIsRecordedOnce() {
        var made = created(ada(), "lab/chart");
        plans().show(pass(ada(), made), Visibility.PRIVATE);
        var now = catalogue.find(made.id()).orElseThrow();
        plans().show(pass(ada(), now), Visibility.PRIVATE);
        assertEquals(Visibility.PRIVATE, now.visibility());
        assertEquals(List.of(Deed.Kind.REPOSITORY_CREATED, Deed.Kind.PLAN_SET), deeds());
    }

    private SetPlan plans() {
        return new SetPlan(
                new SqlReleases(database),
                catalogue,
                new SqlAgreements(database),
                new SqlTexts(database),
                List.of(),
                database,
                journal,
                InstantSource.fixed(DAWN));
    }

    private Repository created(Recipient who, String name) {
        return assertInstanceOf(CreateRepository.Outcome.Created.class, attempt(who, name))
                .repository();
    }

    private CreateRepository.Outcome attempt(Recipient who, String name) {
        return create.create(who, RepoKind.MODEL, name(name), Visibility.PUBLIC);
    }

    private static CreateRepository.Outcome refused(Admission why) {
        return new CreateRepository.Outcome.Refused(why);
    }

    private Pass pass(Recipient who, Repository repository) {
        var entrance = new EnterRepository(catalogue, new SqlReleases(database), InstantSource.fixed(DAWN))
                .enter(who, Intent.ADMINISTER, repository);
        return assertInstanceOf(Entered.class, entrance).pass();
    }

    private List<Deed.Kind> deeds() {
        return journal.read(0, 100).stream().map(link -> link.deed().kind()).toList();
    }

    private static RepoName name(String text) {
        return RepoName.parse(text).orElseThrow();
    }

    private static Optional<Namespace> find(Namespace name) {
        return NAMESPACES.stream()
                .filter(known -> known.equals(name.key()))
                .map(Namespace::new)
                .findFirst();
    }
}
