package aive.cdk;

/// Names of the environment variables that the stack sets for the functions.
///
/// The code of the functions defines the same names. This module does not depend on that code, so a test compares the
/// names.
final class FunctionVariables {

    /// This variable and the next one keep the names that the backend's previous service used.
    static final String STAGE = "ENVIRONMENT";

    static final String VIDEOS_BUCKET = "S3_BUCKET";
    static final String WORK_BUCKET = "AIVE_WORK_BUCKET";
    static final String SOURCE_BUCKETS = "AIVE_SOURCE_BUCKETS";
    static final String FETCH_CONCURRENCY = "AIVE_FETCH_CONCURRENCY";
    static final String RENDER_CONCURRENCY = "AIVE_RENDER_CONCURRENCY";
    static final String FUNCTION_SIZES = "AIVE_FUNCTION_SIZES";
    static final String FFMPEG = "AIVE_FFMPEG";
    static final String VIDEO_BASE_URL = "AIVE_VIDEO_BASE_URL";
    static final String CALLBACK_SECRET = "AIVE_CALLBACK_SECRET";
    static final String SOURCE_HEADERS_SECRET = "AIVE_SOURCE_HEADERS_SECRET";
    static final String TOPIC_ARN = "AIVE_TOPIC_ARN";

    private FunctionVariables() {}
}
