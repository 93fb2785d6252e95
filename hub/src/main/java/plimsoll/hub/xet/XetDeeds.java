package plimsoll.hub.xet;

/// Everything that the chunk store does, for who routes requests to it.
///
/// @param tokens who may
/// @param receive takes xorbs
/// @param register takes shards
/// @param offer says what need not be sent
/// @param reconstruct says what a file is made of
/// @param fetches signs addresses
/// @param xorbs what is known of xorbs
/// @param open opens them
/// @param cut cuts files that came whole
/// @param drop takes away the own bytes of those that are made of chunks
/// @param recipes what files are made of
/// @param storage says what a repository's files take
public record XetDeeds(
        XetTokens tokens,
        ReceiveXorb receive,
        RegisterShard register,
        OfferChunks offer,
        ReconstructFile reconstruct,
        FetchTickets fetches,
        Xorbs xorbs,
        OpenXorb open,
        CutLargeFiles cut,
        DropWholeBytes drop,
        Recipes recipes,
        ReportStorage storage) {}
