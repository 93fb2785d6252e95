package plimsoll.web.pages.view;

import java.util.List;

/// The page that shows the design system.
///
/// @param colours the names of its colours
/// @param rows a register to show, made up for the page
public record StyleSheet(List<String> colours, List<Row> rows) {
    public StyleSheet {
        colours = List.copyOf(colours);
        rows = List.copyOf(rows);
    }
}
