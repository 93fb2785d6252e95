package plimsoll.web.openai;

import java.util.Optional;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.hub.gateway.KeepTexts;
import plimsoll.hub.gateway.KeptTexts.Kind;
import plimsoll.web.http.Request;

/// Keeps responses that a later request may go on from, for the account that asked and for nobody else.
public interface ResponseState {
    /// Keeps none.
    ResponseState NONE = new ResponseState() {
        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public boolean keep(Request request, String id, String model, String text) {
            return false;
        }

        @Override
        public Optional<String> find(Request request, String id) {
            return Optional.empty();
        }

        @Override
        public boolean delete(Request request, String id) {
            return false;
        }
    };

    /// Whether any are kept here.
    boolean keeps();

    /// Keeps a response, with its conversation, for whoever sent the request.
    ///
    /// @return whether it is kept
    boolean keep(Request request, String id, String model, String text);

    /// What was kept under this id for whoever sent the request.
    Optional<String> find(Request request, String id);

    /// Deletes what was kept under this id for whoever sent the request.
    ///
    /// @return whether there was something
    boolean delete(Request request, String id);

    /// Keeps them as the deployment keeps what models are asked: not at all, or encrypted and for a while.
    ///
    /// @param texts where
    record Kept(KeepTexts texts) implements ResponseState {
        @Override
        public boolean keeps() {
            return texts.retention().isPresent();
        }

        @Override
        public boolean keep(Request request, String id, String model, String text) {
            return request.recipient() instanceof Known known && texts.respond(known.name(), id, model, text);
        }

        @Override
        public Optional<String> find(Request request, String id) {
            return request.recipient() instanceof Known known
                    ? texts.own(known.name(), Kind.RESPONSE, id).map(KeepTexts.Opened::text)
                    : Optional.empty();
        }

        @Override
        public boolean delete(Request request, String id) {
            return request.recipient() instanceof Known known
                    && find(request, id).isPresent()
                    && texts.delete(known.name(), id);
        }
    }
}
