package plimsoll.hub.repositories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.RepoKind;

/// Reads cards: the front matter of a `README.md`, what is wrong with it, and the tags that follow from it. Never
/// fails: whatever stands in a README, somebody wrote it and is told what is wrong.
public final class CardReader {
    private final Optional<String> region;

    /// A reader for a hub that says where it keeps its files, as `us` or `eu`, or does not.
    public CardReader(Optional<String> region) {
        this.region = region;
    }

    /// What is wrong with the card of a repository of this kind.
    public List<CardProblem> problems(RepoKind kind, String readme) {
        return switch (FrontMatter.of(readme)) {
            case FrontMatter.Absent _ ->
                List.of(CardProblem.warning("There is no metadata: put it between two lines of --- at the top."));
            case FrontMatter.Unreadable(var message) -> List.of(CardProblem.error(message));
            case FrontMatter.Present(var fields, var _) -> new ArrayList<>(new CardRules(kind, fields).problems());
        };
    }

    /// The card that a README and the files beside it make. Fields that cannot be used are left out.
    Card read(RepoKind kind, String readme, Contents contents) {
        return switch (FrontMatter.of(readme)) {
            case FrontMatter.Absent _, FrontMatter.Unreadable _ ->
                card(new CardTags(kind, Map.of(), contents), readme, "{}");
            case FrontMatter.Present(var fields, var json) -> card(new CardTags(kind, fields, contents), readme, json);
        };
    }

    private Card card(CardTags tags, String readme, String json) {
        return new Card(json, tags.all(readme, region), tags.task(), tags.library(), tags.licence(), tags.baseModels());
    }
}
