package plimsoll.backends.sql;

import java.util.function.ToLongFunction;
import plimsoll.domain.repository.Listed;
import plimsoll.hub.repositories.Search;

/// The column that an order sorts by, and the same figure in a row that was read.
///
/// @param column its name
/// @param figure what it holds
record SortColumn(String column, ToLongFunction<Listed> figure) {
    static SortColumn of(Search.Order order) {
        return switch (order) {
            case TRENDING -> new SortColumn("trending", listed -> (long) listed.trending());
            case LIKES -> new SortColumn("likes", Listed::likes);
            case DOWNLOADS -> new SortColumn("downloads", Listed::downloads);
            case CREATED ->
                new SortColumn(
                        "created_millis",
                        listed -> listed.repository().createdAt().toEpochMilli());
            case CHANGED ->
                new SortColumn("changed_millis", listed -> listed.changedAt().toEpochMilli());
        };
    }

    long value(Listed listed) {
        return figure.applyAsLong(listed);
    }
}
