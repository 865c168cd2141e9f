package aive.mp4;

/// Thrown if a file is not the MP4 file that this program writes. The message says what is wrong, without the file's
/// name.
public final class InvalidMp4Exception extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidMp4Exception(String message) {
        super(message);
    }

    InvalidMp4Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
