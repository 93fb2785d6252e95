package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.web.pages.ListingQuery.Parameter;

final class ListingQueryTest {
    private static final ListingQuery QUERY = new ListingQuery(
            "/models",
            List.of(new Parameter("filter", "en"), new Parameter("sort", "likes"), new Parameter("cursor", "a b")));

    /// Every register with a second page was answered 500: the address of the next page names the cursor twice.
    @Test
    void theNextPageTakesThePlaceOfThisOne() {
        assertEquals(
                "/models?filter=en&sort=likes&cursor=next",
                QUERY.with("cursor", "next").url());
    }

    @Test
    void anotherChoiceGoesBackToTheFirstPage() {
        assertEquals(
                "/models?filter=en&sort=downloads",
                QUERY.with("sort", "downloads").url());
        assertEquals(
                "/models?filter=en&sort=likes&filter=mit",
                QUERY.with("filter", "mit").url());
        assertEquals("/models?sort=likes", QUERY.toggled("filter", "en").url());
    }
}
