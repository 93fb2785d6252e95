package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plimsoll.hub.fixtures.Story.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.release.FollowStages;
import plimsoll.hub.repositories.EnterRepository;

/// Listings and the gate go by the same clock, whichever way it is set.
final class FollowStagesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final StoppedClock clock = new StoppedClock();
    private final Repository model = model(1, "lab/chart");
    private Database database;
    private SqlCatalogue catalogue;
    private EnterRepository door;
    private FollowStages stages;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Databases.sqlite(folder);
        catalogue = new SqlCatalogue(database, clock);
        var releases = new SqlReleases(database);
        door = new EnterRepository(catalogue, releases, clock);
        stages = new FollowStages(releases, catalogue, database, new SqlJournal(database, clock), clock);
        catalogue.add(model);
        var opening = Stream.of(Component.values())
                .map(part -> new Stage(part, new Access.Open(), clock.instant().plus(DAY), false))
                .toList();
        var plan = new ReleasePlan(ReleasePlan.of(Visibility.PRIVATE).access(), opening, FileRules.NONE, false);
        releases.keep(model.id(), plan, clock.instant());
        catalogue.show(model.id(), releases.of(model).showing(model.kind(), clock.instant()));
        stages.follow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatAStageOpenedIsClosedWhenTheClockIsSetBack() {
        assertEquals(List.of(false, false), seen());
        clock.pass(DAY.plusDays(400)); // a jump, past many a turn
        stages.follow();
        assertEquals(List.of(true, true), seen());
        clock.pass(DAY.plusDays(400).negated());
        stages.follow();
        assertEquals(List.of(false, false), seen());
        clock.pass(DAY);
        stages.follow();
        stages.follow();
        assertEquals(List.of(true, true), seen());
        var deeds = new SqlJournal(database, clock).read(0, 9).stream();
        assertEquals(
                3,
                deeds.filter(link -> link.deed().kind() == Deed.Kind.STAGE_REACHED)
                        .count());
    }

    /// Whether strangers find the model in listings, and whether the gate lets them see it.
    private List<Boolean> seen() {
        var listed = catalogue.listed(model.id()).orElseThrow().showing().visibility() == Visibility.PUBLIC;
        return List.of(listed, door.sees(new Recipient.Stranger(), model));
    }
}
