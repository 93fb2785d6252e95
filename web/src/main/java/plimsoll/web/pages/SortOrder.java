package plimsoll.web.pages;

import plimsoll.hub.repositories.Search.Order;

/// What a register begins with. The words are those of the Hub's listing API.
enum SortOrder {
    TRENDING("trendingScore", "Trending", Order.TRENDING),
    DOWNLOADS("downloads", "Downloads", Order.DOWNLOADS),
    LIKES("likes", "Likes", Order.LIKES),
    CHANGED("lastModified", "Changed", Order.CHANGED),
    CREATED("createdAt", "New", Order.CREATED);

    private final String word;
    private final String label;
    private final Order order;

    SortOrder(String word, String label, Order order) {
        this.word = word;
        this.label = label;
        this.order = order;
    }

    String word() {
        return word;
    }

    String label() {
        return label;
    }

    Order order() {
        return order;
    }

    /// The order called `word`; by trend for any other word.
    static SortOrder named(String word) {
        for (var order : values()) {
            if (order.word.equals(word)) {
                return order;
            }
        }
        return TRENDING;
    }
}
