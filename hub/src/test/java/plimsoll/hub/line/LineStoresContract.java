package plimsoll.hub.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.model;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;

/// What the stores of this room promise.
public abstract class LineStoresContract {
    private final Repository chart = model(1, "lab/chart");
    private final Repository globe = model(2, "lab/globe");

    /// The sheets under test, none at first.
    protected abstract FactSheets sheets();

    /// The catalogue beside them, empty.
    protected abstract Catalogue catalogue();

    @Test
    void aSheetReplacesTheOneBeforeAndGoesWithItsRepository() {
        catalogue().add(chart);
        catalogue().add(globe);
        assertEquals(Optional.empty(), sheets().of(chart.id()));
        sheets().keep(chart.id(), commit(1), sheet(1));
        sheets().keep(chart.id(), commit(2), sheet(2));
        sheets().keep(globe.id(), commit(3), sheet(3));
        var kept = new FactSheets.Kept(chart, commit(2), sheet(2));
        assertEquals(Optional.of(kept), sheets().of(chart.id()));
        assertEquals(List.of(kept), sheets().page("", 1));
        assertEquals(
                List.of(globe),
                sheets().page(chart.id().hex(), 9).stream()
                        .map(FactSheets.Kept::repository)
                        .toList());
        catalogue().remove(chart.id());
        assertEquals(Optional.empty(), sheets().of(chart.id()));
    }

    private static FactSheet sheet(int parameters) {
        return new FactSheet(List.of(new Fact(FactName.PARAMS, Value.of(parameters), Kind.MEASURED, "a b", "e", DAWN)));
    }
}
