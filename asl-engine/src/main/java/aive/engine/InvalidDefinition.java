package aive.engine;

/// A definition is not valid, or it uses a feature that this engine does not implement.
///
/// Remedy: change the definition, or implement the feature.
public final class InvalidDefinition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    /// @param pointer JSON pointer (RFC 6901) into the definition
    /// @param problem description of the problem at that place
    public InvalidDefinition(String pointer, String problem) {
        super((pointer.isEmpty() ? "/" : pointer) + ": " + problem);
        this.pointer = pointer;
    }

    /// JSON pointer (RFC 6901) into the definition; empty for the whole document.
    public String pointer() {
        return pointer;
    }
}
