package aive.store;

import java.io.InputStream;

/// The content of a large artifact that is made while it is stored.
public interface Content {

    /// The length of the whole content.
    long bytes();

    /// Opens a stream of the content from its start. Another attempt opens it again.
    InputStream open();
}
