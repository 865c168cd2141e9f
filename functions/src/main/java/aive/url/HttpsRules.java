package aive.url;

/// Limits that hold for every `https` URL of a project.
public final class HttpsRules {

    /// The only port to which the renderer connects.
    public static final int PORT = 443;

    /// Longest URL, in characters.
    public static final int MAX_LENGTH = 8_192;

    private HttpsRules() {}
}
