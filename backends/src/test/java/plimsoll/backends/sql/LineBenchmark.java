package plimsoll.backends.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import plimsoll.backends.cel.CelConditions;
import plimsoll.domain.line.Estimates;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.Value;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.line.Ceilings;
import plimsoll.hub.line.HoldReleases;
import plimsoll.hub.line.KeepDuties;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.line.PackText;
import plimsoll.hub.release.SetPlan;

/// How fast rules are asked, and how long it takes to hold all releases to a line that moved, on SQLite. Run by
/// `./dev bench line`; the argument: how many repositories.
final class LineBenchmark {
    private static final int ROUNDS = 200_000;
    private static final int AT_ONCE = 1_000;

    private LineBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int repositories = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var folder = Files.createTempDirectory("line");
        try (var database = Database.sqlite(folder.resolve("plimsoll.db"))) {
            var shelf = new PackShelf(new PackText(new CelConditions()), new SqlPacks(database));
            rules(shelf);
            sweep(database, shelf, repositories);
        }
    }

    private static void rules(PackShelf shelf) {
        var packs = shelf.all();
        long rules = packs.stream().mapToLong(pack -> pack.rules().size()).sum();
        var sheet = sheet(new Random(1));
        for (int round = 0; round < 3; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < ROUNDS / rules; i++) {
                Line.draw(packs, RepoKind.MODEL, sheet);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("%,.0f rules a second%n", ROUNDS / rules * rules / seconds);
        }
    }

    private static void sweep(Database database, PackShelf shelf, int repositories) {
        var clock = InstantSource.system();
        var catalogue = new SqlCatalogue(database, clock);
        var sheets = new SqlFactSheets(database);
        var releases = new SqlReleases(database);
        var random = new Random(2);
        for (int n = 0; n < repositories; n += AT_ONCE) {
            int from = n;
            database.run(() -> {
                for (int i = from; i < Math.min(from + AT_ONCE, repositories); i++) {
                    var model = Story.model(i, "lab/model-" + i);
                    catalogue.add(model);
                    sheets.keep(model.id(), Story.commit(i), sheet(random));
                }
                return true;
            });
        }
        var journal = new SqlJournal(database, clock, new SecureRandom());
        var plans = new SetPlan(
                releases,
                catalogue,
                new SqlAgreements(database),
                new SqlTexts(database),
                List.of(),
                database,
                journal,
                clock);
        var ceilings = new Ceilings(sheets, shelf, new SqlExemptions(database), releases, clock);
        var duties = new KeepDuties(new SqlDuties(database), sheets, ceilings, database, clock);
        var notices = new SqlNotices(database);
        var hold = new HoldReleases(
                ceilings, duties, sheets, plans, releases, notices, List::of, database, journal, clock);
        for (var what : List.of("the first sweep, which closes", "a sweep with nothing to close")) {
            long began = System.nanoTime();
            int looked = hold.sweep();
            System.out.printf("%s: %,d repositories in %.1f s%n", what, looked, (System.nanoTime() - began) / 1e9);
        }
    }

    // One in a hundred is of the frontier.
    private static FactSheet sheet(Random random) {
        boolean frontier = random.nextInt(100) == 0;
        var sheet = new FactSheet(List.of(
                fact(FactName.PARAMS, Value.of(1e9 + random.nextInt(1_000_000)), Kind.MEASURED),
                fact(FactName.TRAINING_TOKENS, Value.of(frontier ? 5e16 : 2e12), Kind.DECLARED),
                fact(FactName.MODALITIES_IN, Value.of(List.of("text")), Kind.DECLARED),
                fact(FactName.MODALITIES_OUT, Value.of(List.of("text")), Kind.DECLARED),
                fact(FactName.LICENSE_USE_LIMITS, new Value.Truth(false), Kind.DECLARED)));
        return sheet.and(Estimates.of(sheet));
    }

    private static Fact fact(FactName name, Value value, Kind kind) {
        return new Fact(name, value, kind, "card field", Story.commit(1).hex(), Story.DAWN);
    }
}
