package plimsoll.acceptance;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every test that asks for a [Tiny] the same one: it is trained once in a run of tests.
final class TrainedTiny implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tiny.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(TrainedTiny.class))
                .computeIfAbsent(Tiny.class, _ -> train());
    }

    private static Tiny train() {
        try {
            return Tiny.train();
        } catch (IOException e) {
            throw new ParameterResolutionException("Tiny could not be trained", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("the training was interrupted", e);
        }
    }
}
