package plimsoll.hub.repositories;

import java.time.LocalDate;
import java.util.Map;
import plimsoll.domain.repository.RepositoryId;

/// How often repositories are downloaded, day by day, and what follows for listings: downloads of the last thirty days,
/// downloads ever, and what is trending.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in, or is
/// one of its own. Every implementation passes `PopularityContract`.
public interface Popularity {
    /// How many days, the present one included, the download figure of a listing covers.
    int WINDOW_DAYS = 30;
    /// How many days it takes until a download or like no longer makes its repository trend. Each day it weighs one
    /// part less: a download of today weighs seven, one of six days ago one.
    int TREND_DAYS = 7;
    /// How many downloads a like weighs: people like far less often than machines download.
    int LIKE_WEIGHT = 10;

    /// Adds downloads. Repositories that are gone are passed over.
    void add(LocalDate day, Map<RepositoryId, Long> downloads);

    /// Brings every figure to `today`. To be run once a day; running it twice does nothing more.
    void age(LocalDate today);
}
