package aive.file;

/// Runs code when the JVM shuts down.
public final class ShutdownHook {

    private ShutdownHook() {}

    /// Runs `work` in a thread when the JVM shuts down. Does nothing if it already does: then the work of this process
    /// has no results that would have to be cleaned up.
    ///
    /// @param name of the thread
    /// @return false if the JVM is shutting down already
    public static boolean add(String name, Runnable work) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(work, name));
            return true;
        } catch (IllegalStateException _) {
            // Ctrl-C in the first second: the JVM is shutting down.
            return false;
        }
    }
}
