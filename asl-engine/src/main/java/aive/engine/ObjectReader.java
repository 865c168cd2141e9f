package aive.engine;

import java.io.IOException;

/// Where an `ItemReader` reads: S3 in the cloud, the local store here.
public interface ObjectReader {

    /// @throws IOException if there is no such object or it cannot be read, saying so;
    ///     as after any other exception, the state then fails with `States.ItemReaderFailed`
    byte[] read(String bucket, String key) throws IOException;
}
