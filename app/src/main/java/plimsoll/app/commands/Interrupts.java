package plimsoll.app.commands;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Hears Ctrl-C. The JDK has signals only in a class that compilers warn of, so it is called by name; where it is
/// missing, Ctrl-C ends the process as ever.
final class Interrupts {
    private Interrupts() {}

    /// Calls `deed` at each Ctrl-C from now on, on a thread of its own.
    static void on(Runnable deed) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    deed.run();
                    yield method.getDefaultValue();
                }
                // Nobody compares it.
                case "equals" -> false;
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Ctrl-C";
            };
            var listener = Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), listener);
        } catch (ReflectiveOperationException _) {
            // then it ends the process
        }
    }
}
