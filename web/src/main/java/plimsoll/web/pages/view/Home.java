package plimsoll.web.pages.view;

import java.util.List;

/// The first page.
///
/// @param shelves what is new of each kind
public record Home(List<Shelf> shelves) {
    public Home {
        shelves = List.copyOf(shelves);
    }

    /// One kind of repository.
    ///
    /// @param title its name
    /// @param url where all of them are listed
    /// @param rows the first few
    public record Shelf(String title, String url, List<Row> rows) {
        public Shelf {
            rows = List.copyOf(rows);
        }
    }
}
