package aive.engine;

/// A definition that cannot be run here exactly as it would run on AWS. Remedy: change the definition, or teach the engine.
public final class DefinitionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    /// @param pointer JSON pointer (RFC 6901) of the place in the definition
    /// @param sentence what is wrong there
    public DefinitionRefused(String pointer, String sentence) {
        super((pointer.isEmpty() ? "/" : pointer) + ": " + sentence);
        this.pointer = pointer;
    }

    /// JSON pointer (RFC 6901) of the place in the definition; empty for the whole of it.
    public String pointer() {
        return pointer;
    }
}
