package aive.engine;

import java.io.IOException;

/// Reads the S3 objects that an `ItemReader` names. The caller of the engine decides where their content comes from.
public interface S3ObjectReader {

    /// Returns the content of an object.
    ///
    /// If this method throws any exception, the Map fails with `States.ItemReaderFailed` and the exception's message.
    ///
    /// @throws IOException if the object does not exist or cannot be read
    byte[] read(String bucket, String key) throws IOException;
}
