package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A register of repositories of one kind, searched, filtered and sorted.
///
/// @param title what is listed
/// @param path the page's path, where the search form goes
/// @param words what was searched for
/// @param kept other parameters the search form carries on
/// @param chosen filters in force, each with the address without it
/// @param facets what else to filter by
/// @param sorts the orders
/// @param rows what was found
/// @param first whether this is the first page
/// @param start the address of the first page
/// @param next the address of the next page; empty on the last
public record Listing(
        String title,
        String path,
        String words,
        List<Kept> kept,
        List<Choice> chosen,
        List<Facet> facets,
        List<Choice> sorts,
        List<Row> rows,
        boolean first,
        String start,
        Optional<String> next) {
    public Listing {
        kept = List.copyOf(kept);
        chosen = List.copyOf(chosen);
        facets = List.copyOf(facets);
        sorts = List.copyOf(sorts);
        rows = List.copyOf(rows);
    }

    /// A parameter of the present search.
    public record Kept(String name, String value) {}

    /// Something to filter by.
    ///
    /// @param title its name
    /// @param choices its values
    public record Facet(String title, List<Choice> choices) {
        public Facet {
            choices = List.copyOf(choices);
        }
    }

    /// A value to choose, or to let go of.
    ///
    /// @param label its name
    /// @param url the register with it chosen or, if it is, without it
    /// @param current whether it is chosen
    /// @param count how many entries it would leave; empty when not counted
    public record Choice(String label, String url, boolean current, Optional<String> count) {}
}
