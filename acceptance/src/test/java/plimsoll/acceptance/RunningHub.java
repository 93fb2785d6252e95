package plimsoll.acceptance;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every test that asks for a [Hub] the same one. It starts with the first and stops after the last.
final class RunningHub implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Hub.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(RunningHub.class)).computeIfAbsent(Hub.class, _ -> start());
    }

    private static Hub start() {
        try {
            return Hub.start();
        } catch (IOException e) {
            throw new ParameterResolutionException("the hub did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("the start was interrupted", e);
        }
    }
}
